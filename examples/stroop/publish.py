"""Publishes one HIT for each row of stimuli.csv.

    python publish.py            publish
    python publish.py --dry-run  show what would be published and what it would cost

Which service it speaks to is not written here. boto3 reads it from the environment:

    AWS_ENDPOINT_URL_MTURK   for example the address of the Local service in VS Code
    AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY
"""

import argparse
import csv
import html
import os
import sys
from pathlib import Path

import boto3

HERE = Path(__file__).parent
REWARD = "0.10"
WORKERS_PER_ITEM = 5
BATCH = "stroop-pilot"

QUESTION = """<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd">
  <HTMLContent><![CDATA[{page}]]></HTMLContent>
  <FrameHeight>600</FrameHeight>
</HTMLQuestion>"""


def read_stimuli():
    with open(HERE / "stimuli.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def question(row):
    page = (HERE / "task.html").read_text(encoding="utf-8")
    for name, value in row.items():
        page = page.replace("{{" + name + "}}", html.escape(value))
    return QUESTION.format(page=page)


def cost(items):
    """Reward and fee: 20 % of the reward, at least one cent an assignment (40 % from ten assignments a HIT)."""
    reward = round(float(REWARD) * 100)
    rate = 0.4 if WORKERS_PER_ITEM >= 10 else 0.2
    fee = max(1, round(reward * rate))
    return items * WORKERS_PER_ITEM * (reward + fee) / 100


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry-run", action="store_true", help="publish nothing")
    arguments = parser.parse_args()

    endpoint = os.environ.get("AWS_ENDPOINT_URL_MTURK")
    if not endpoint:
        sys.exit("Set AWS_ENDPOINT_URL_MTURK to the address of the service to publish to.")

    stimuli = read_stimuli()
    print(f"{len(stimuli)} HITs, {WORKERS_PER_ITEM} workers each, ${cost(len(stimuli)):.2f} in all, at {endpoint}")
    if arguments.dry_run:
        return

    mturk = boto3.client("mturk", region_name="us-east-1")
    for row in stimuli:
        try:
            hit = mturk.create_hit(
                Title="Judge the colour of words",
                Description="Look at a word and say in which colour it is printed. Takes about half a minute.",
                Keywords="psychology, experiment, colour, reaction time",
                Reward=REWARD,
                AssignmentDurationInSeconds=10 * 60,
                AutoApprovalDelayInSeconds=3 * 24 * 3600,
                LifetimeInSeconds=7 * 24 * 3600,
                MaxAssignments=WORKERS_PER_ITEM,
                Question=question(row),
                RequesterAnnotation=f"{BATCH} {row['item']}",
                # The same token for the same item: run it twice and nothing is published, or paid, twice.
                UniqueRequestToken=f"{BATCH}-{row['item']}",
            )["HIT"]
        except mturk.exceptions.RequestError as error:
            if "already exists" not in str(error):
                raise
            print(f"{row['item']}  published before")
            continue
        print(f"{row['item']}  {row['word']:<7} in {row['ink']:<7} {hit['HITId']}")


if __name__ == "__main__":
    main()
