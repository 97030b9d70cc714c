"""Calls the service with boto3: reads a call in JSON from each line of its input, and answers each with a line of JSON."""

import datetime
import json
import sys

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON")


client = boto3.client("kinesisanalyticsv2")
for line in sys.stdin:
    call = json.loads(line)
    try:
        answer = getattr(client, xform_name(call["Operation"]))(**call["Parameters"])
        answer.pop("ResponseMetadata")
        out = {"Answer": answer}
    except ClientError as e:
        out = {"Code": e.response["Error"]["Code"], "Message": e.response["Error"]["Message"]}
    print(json.dumps(out, default=plain), flush=True)
