"""`python -m sayeban.utility_client pull`, where the folder was copied to a company."""

import argparse
import json
import sys

from sayeban.utility_client.program import COMMANDS, answer, arguments
from sayeban.utility_client.service import ServiceFault


def main() -> None:
    parser = argparse.ArgumentParser(prog="utility_client")
    words = parser.add_subparsers(dest="name", required=True)
    for name, text in COMMANDS.items():
        arguments(name, words.add_parser(name, help=text))
    options = parser.parse_args()
    try:
        print(json.dumps(answer(options.name, options), ensure_ascii=False))
    except ServiceFault as fault:
        sys.exit(f"{fault}")


if __name__ == "__main__":
    main()
