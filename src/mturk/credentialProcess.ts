/** Runs the command of a `credential_process`, bounded in time and in what it may write. */
import { spawn } from 'node:child_process';

const mostOutput = 1_000_000;

export class CredentialProcessTimeout extends Error {
  override readonly name = 'CredentialProcessTimeout';
}

/** Resolves with what it wrote. Rejects if it fails, takes longer than so many milliseconds or writes too much; it is ended then. */
export function runCredentialProcess(command: string, timeout: number): Promise<{ stdout: string }> {
  return new Promise((resolve, reject) => {
    // Its own group on POSIX, so that what the shell started ends with it.
    const detached = process.platform !== 'win32';
    const child = spawn(command, { shell: true, detached, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (error?: Error) => {
      clearTimeout(timer);
      child.stdout.destroy();
      if (error) {
        end();
        reject(error);
      } else resolve({ stdout: Buffer.concat(chunks).toString('utf8') });
    };
    const end = () => {
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        if (detached) process.kill(-child.pid, 'SIGKILL');
        else child.kill();
      } catch {
        // It has ended by now.
      }
    };
    const timer = setTimeout(
      () => finish(new CredentialProcessTimeout(`credential_process did not end within ${timeout / 1000} s`)),
      timeout,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostOutput) finish(new Error('Command failed: it wrote too much'));
      else chunks.push(chunk);
    });
    child.once('error', error => finish(new Error(`Command failed: ${error.message}`)));
    child.once('close', code => finish(code === 0 ? undefined : new Error(`Command failed with code ${code}`)));
  });
}
