"""Makes the workbooks in this folder: fills the judgement sheets that packs hold with the findings of the demonstrations.

    /usr/bin/python3 fill.py PACKS INSPECTIONS

`PACKS` and `INSPECTIONS` are the folders of this repository. LibreOffice with its module `uno` (Debian: libreoffice-calc, python3-uno) has
to be there; without openpyxl its file is left out. The tests read the files and need none of that.
"""

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "longlist/files"))

from make import Form, start, value  # noqa: E402

ENGLISH = {"yes": "Yes", "no": "No", "not-applicable": "Not applicable"}
# As people type: in the other language, in capitals, with a blank too many.
WELSH = {"yes": "Do", "no": "NADDO", "not-applicable": "Not  applicable"}
PEOPLE = ["assessed-by", "interviewed-by", "without"]


def assessments(inspections, folder):
    return {one["case"]: one for one in tomllib.loads((inspections / folder / "findings.toml").read_text())["assessment"]}


def typed(assessment, words):
    """The fields of a case with what an inspector types."""
    given = {key: assessment[key] for key in PEOPLE if key in assessment}
    return given | {f"answers-{key}": words[answer] for key, answer in assessment["answers"].items()}


def by_libreoffice(desktop, packs, inspections, folder, ending, words):
    for sent in sorted((packs / folder / "3-fieldwork").glob(f"judgement-sheet-*{ending}")):
        document = desktop.loadComponentFromURL(sent.as_uri(), "_blank", 0, ())
        known = assessments(inspections, folder)
        for sheet in document.Sheets:
            markers = (sheet.getCellByPosition(0, row).String for row in range(20))
            marker = next((text for text in markers if text.startswith("sqspack:judgement-sheet:")), None)
            if marker is None:
                continue
            form = Form(sheet, marker, document.NumberFormats)
            for row in range(40):
                case = sheet.getCellByPosition(form.columns["case"], form.head + 1 + row).String
                for field, text in typed(known[case], words).items() if case in known else ():
                    form.put(row, field, text)
        name = marker_name(folder, sent)
        document.storeToURL((HERE / f"{name}-libreoffice.xlsx").as_uri(), (value("FilterName", "Calc MS Excel 2007 XML"),))
        document.close(True)


def marker_name(folder, sent):
    return f"{folder.split('-')[2]}-{sent.stem.split('.')[0].removeprefix('judgement-sheet-')}"


def by_openpyxl(packs, inspections):
    import openpyxl

    folder = "2027-01-aberford"
    sent = packs / folder / "3-fieldwork/judgement-sheet-priya-nair.xlsx"
    book = openpyxl.load_workbook(sent)
    known = assessments(inspections, folder)
    for sheet in book:
        marker = next((row for row in range(1, 20) if str(sheet.cell(row, 1).value).startswith("sqspack:")), None)
        fields = {cell.value: cell.column for cell in sheet[marker + 1] if cell.value} if marker else {}
        for row in range(marker + 3, marker + 40) if marker else ():
            case = sheet.cell(row, fields["case"]).value
            for field, text in typed(known[case], ENGLISH).items() if case in known else ():
                sheet.cell(row, fields[field]).value = text
    book.save(HERE / f"{marker_name(folder, sent)}-openpyxl.xlsx")


if __name__ == "__main__":
    packs, inspections = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    try:
        by_openpyxl(packs, inspections)
    except ModuleNotFoundError:
        print("openpyxl is not here, so its file stays as it is")
    office, desktop = start()
    try:
        by_libreoffice(desktop, packs, inspections, "2027-01-aberford", ".xlsx", ENGLISH)
        by_libreoffice(desktop, packs, inspections, "2027-02-rhyd-y-twr", ".cy.xlsx", WELSH)
    finally:
        desktop.terminate()
        office.wait(30)
