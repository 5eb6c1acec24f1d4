"""news-please over given addresses, by its own crawler, in as many processes as there are cores.

    python news_please.py FILE FOLDER

runs where news-please is installed, which is not here. Its crawler named Download takes a list of
addresses; each process has half of them, as its launcher would start them (which then sleeps ten
seconds at a time, and is left out). Extractors are its own, without the one that fetches pictures;
articles are kept as it keeps them, in a JSON file each.
"""

import json
import subprocess
import sys
from pathlib import Path

import newsplease

PROCESSES = 2
SET = {
    "working_path": "{folder}",
    "extractors": "[('newspaper_extractor_no_images', 'NewspaperExtractorNoImages'),"
    " 'readability_extractor', 'date_extractor', 'lang_detect_extractor']",
    "LOG_LEVEL": "ERROR",
    "CONCURRENT_REQUESTS": "4",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "1",
}
"""What is set otherwise than in its own configuration: half of the connections each."""


def main() -> None:
    """Write the configuration, run the crawlers, count the articles."""
    addresses, folder = Path(sys.argv[1]).read_text().split(), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    package = Path(newsplease.__file__).parent
    lines = (package / "config" / "config.cfg").read_text(encoding="utf-8").splitlines()
    config, sites = folder / "config.cfg", folder / "sitelist.hjson"
    config.write_text("\n".join(_line(line, folder) for line in lines), encoding="utf-8")
    parts = [addresses[at::PROCESSES] for at in range(PROCESSES)]
    told = [{"url": part, "crawler": "Download"} for part in parts]
    sites.write_text(json.dumps({"base_urls": told}), encoding="utf-8")
    program = (sys.executable, str(package / "single_crawler.py"), str(config), str(sites))
    running = [subprocess.Popen((*program, str(at), "False", "False")) for at in range(PROCESSES)]
    if any(one.wait() for one in running):
        raise SystemExit("a crawler failed")
    articles = [json.loads(file.read_text()) for file in (folder / "data").rglob("*.json")]
    read = sum(bool(one["maintext"]) for one in articles)
    print(read, "of", len(addresses), "read")
    if read < 0.9 * len(addresses):
        raise SystemExit("too few were read")


def _line(line: str, folder: Path) -> str:
    key = line.partition("=")[0].strip()
    return f"{key} = {SET[key].format(folder=folder)}" if key in SET else line


if __name__ == "__main__":
    main()
