"""Makes the workbooks in this folder: fills the sheets that packs hold as an officer of a YOT would.

    python3 make.py PACKS INSPECTIONS

`PACKS` and `INSPECTIONS` are the folders of this repository; LibreOffice and its module `uno` (Debian: libreoffice-calc, python3-uno)
have to be there, and for one file openpyxl. Every name is invented. The tests read the files and need none of that.
"""

import datetime
import random
import subprocess
import sys
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
FAMILY = ["Quarn", "Thribble", "Osk", "Vantle", "Merrowick", "Zell", "Umber", "Crail", "Dornick", "Fenwhist"]
ENDS = ["smere", "gall", "thwick", "ambry", "olt"]
FIRST = ["Isbeth", "Corwen", "Jaspin", "Ottolie", "Tavish", "Wrenna", "Zadok", "Perrin", "Maribel", "Fintan"]

ORDERS = {
    "first-tier": ["referral order", "reparation order"],
    "community": ["youth rehabilitation order"],
    "custodial": ["detention and training order"],
}
WELSH = {
    "referral order": "gorchymyn atgyfeirio",
    "reparation order": "gorchymyn gwneud iawn",
    "youth rehabilitation order": "gorchymyn adsefydlu ieuenctid",
    "youth rehabilitation order with intensive supervision and surveillance":
        "gorchymyn adsefydlu ieuenctid gyda goruchwyliaeth a gwyliadwriaeth ddwys",
    "detention and training order": "gorchymyn cadw a hyfforddi",
    "male": "Gwryw", "female": "Benyw", "low": "Isel", "medium": "Canolig", "high": "Uchel", "very high": "Uchel iawn",
    "standard": "Safonol", "enhanced": "Uwch", "intensive": "Dwys", True: "Ydy", False: "Nac ydy", "home": "Cartref",
    "host": "Lletyol",
}


def known(inspection):
    """The children whom the record has."""
    return tomllib.loads((inspection / "children.private.toml").read_text())["child"]


def more(count, managers, first):
    """Children beyond those: as many of each tier as a list of 70 has."""
    chance = random.Random(16)
    children = []
    for number in range(count):
        tier = ["community", "community", "first-tier", "custodial"][number % 4]
        # In the first tier the window is the shortest.
        sentenced = datetime.date(2026, 9, 1) + datetime.timedelta(days=chance.randrange(70))
        born = datetime.date(2010 + chance.randrange(4), 1 + chance.randrange(12), 1 + chance.randrange(28))
        manager = managers[number % len(managers)]
        child = {
            "system-id": f"{first + 37 * number:07}",
            "family-name": FAMILY[number % 10] + ENDS[number // 10 % 5],
            "first-names": FIRST[(number * 3 + number // 10) % 10],
            "gender": chance.choice(["male", "male", "male", "female"]),
            "date-of-birth": born,
            "ethnicity": chance.choice(["W1", "W1", "W1", "M1", "A2", "B1", "O9"]),
            "tier": tier,
            "order": ORDERS[tier][number % len(ORDERS[tier])],
            "sentenced": sentenced,
            "sentence-length": f"{6 + number % 4 * 3} months",
            "scaled-approach": chance.choice(["standard", "enhanced", "intensive"]),
            "vulnerability": chance.choice(["low", "medium", "high"]),
            "rosh": chance.choice(["low", "medium", "high"]),
            "looked-after": number % 9 == 0,
            "child-protection": number % 11 == 0,
            "case-manager": manager["name"],
            "case-manager-email": manager["email"],
            "line-manager": manager.get("line-manager", "Tom Hale"),
            "office": "Millgate House",
        }
        if child["looked-after"]:
            child["authority"] = "home"
        if tier == "custodial":
            child |= {"released": datetime.date(2026, 12, 1), "licence-length": "4 months"}
        children.append(child)
    return children


def start():
    import uno
    from com.sun.star.connection import NoConnectException

    profile = "file:///tmp/sqspack-fill-profile"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore",
         "--accept=socket,host=127.0.0.1,port=20291;urp;"])
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            context = resolver.resolve("uno:socket,host=127.0.0.1,port=20291;urp;StarOffice.ComponentContext")
            return office, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def value(name, text):
    from com.sun.star.beans import PropertyValue

    return PropertyValue(Name=name, Value=text)


class Form:
    """The sheet of a tier or of the case managers, found as a person finds it: by its headings."""

    def __init__(self, sheet, marker, formats):
        self.sheet = sheet
        self.formats = formats
        rows = range(20)
        self.marker = next(row for row in rows if sheet.getCellByPosition(0, row).String == marker)
        fields = self.marker + 1
        names = [sheet.getCellByPosition(column, fields).String for column in range(40)]
        self.columns = {name: column for column, name in enumerate(names) if name}
        self.head = fields + 1

    def put(self, row, field, text):
        """Types into a cell of a row of the table: what is typed into a cell of the format `@` stays a text."""
        if field in self.columns:
            cell = self.sheet.getCellByPosition(self.columns[field], self.head + 1 + row)
            if self.formats.getByKey(cell.NumberFormat).FormatString == "@":
                cell.setString(str(text))
            else:
                cell.setFormula(str(text))


def fill(form, row, child, word):
    for field, given in child.items():
        if field in ("tier", "id"):
            continue
        if isinstance(given, datetime.date):
            form.put(row, field, given.isoformat())
        else:
            form.put(row, field, word(given))


def save(document, name):
    document.storeToURL((HERE / name).resolve().as_uri(), (value("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


def forms(document):
    found = {}
    for sheet in document.Sheets:
        for row in range(20):
            text = sheet.getCellByPosition(0, row).String
            if text.startswith("sqspack:case-sample:"):
                found[text.rsplit(":", 1)[1]] = Form(sheet, text, document.NumberFormats)
    return found


def aberford(desktop, packs, inspections):
    """The list of 70 cases: the 20 children of the demonstration's record and 50 more, in all tiers."""
    folder = inspections / "2027-01-aberford"
    managers = tomllib.loads((folder / "cases.toml").read_text())["case-manager"]
    children = known(folder)
    children += more(70 - len(children), managers, 61_000)
    sent = packs / "2027-01-aberford/1-announcement/case-sample-spreadsheet.xlsx"
    document = desktop.loadComponentFromURL(sent.resolve().as_uri(), "_blank", 0, ())
    sheets = forms(document)
    english = lambda given: {True: "Yes", False: "No"}.get(given, given)
    for tier in ORDERS:
        of_tier = [child for child in children if child["tier"] == tier]
        for row, child in enumerate(of_tier):
            fill(sheets[tier], row, child, english)
    # What offices do to a list: a total, a note, a date with day and month in doubt, a word for a code.
    community = sheets["community"]
    rows = sum(child["tier"] == "community" for child in children)
    community.put(rows + 1, "system-id", "Total")
    community.put(rows + 1, "first-names", rows)
    doubtful = community.sheet.getCellByPosition(community.columns["date-of-birth"], community.head + rows)
    doubtful.setString("05/06/2011")
    community.sheet.getCellByPosition(community.columns["gender"], community.head + rows).setFormula("M")
    for row, manager in enumerate(managers):
        sheets["case-managers"].put(row, "case-manager", manager["name"])
        week = [day for day in manager.get("away", []) if day < datetime.date(2027, 1, 18)]
        days = [day for day in manager.get("away", []) if day not in week]
        for field, off in [("away", week), ("unavailable", days)]:
            sheets["case-managers"].put(row, field, "; ".join(f"{day.day} January" for day in off))
    save(document, "aberford-libreoffice.xlsx")


def rhyd_y_twr(desktop, packs, inspections):
    """A list of a Welsh office: Welsh words, a heading of its own, a tab of its own, a row above, a row hidden."""
    folder = inspections / "2027-02-rhyd-y-twr"
    children = [child for child in known(folder)]
    sent = packs / "2027-02-rhyd-y-twr/1-announcement/case-sample-spreadsheet.cy.xlsx"
    document = desktop.loadComponentFromURL(sent.resolve().as_uri(), "_blank", 0, ())
    sheets = forms(document)
    welsh = lambda given: WELSH.get(given, given)
    for tier in ORDERS:
        for row, child in enumerate(child for child in children if child["tier"] == tier):
            fill(sheets[tier], row, child, welsh)
    community = sheets["community"]
    community.sheet.getCellByPosition(community.columns["family-name"], community.head).setFormula("Enw’r teulu")
    community.sheet.setName("Achosion y llys")
    community.sheet.Rows.getByIndex(community.head + 2).IsVisible = False
    community.sheet.Rows.insertByIndex(0, 2)
    community.sheet.getCellByPosition(3, 0).setFormula("Rhestr y tîm")
    for row, name in enumerate(sorted({child["case-manager"] for child in children if "case-manager" in child})):
        sheets["case-managers"].put(row, "case-manager", name)
        sheets["case-managers"].put(row, "works", "Llun i Gwener")
    save(document, "rhyd-y-twr-libreoffice.xlsx")


def openpyxl_list(packs):
    """One case of each tier, written by openpyxl, which keeps the hidden rows and drops the table's filters."""
    import openpyxl

    book = openpyxl.load_workbook(packs / "2027-01-aberford/1-announcement/case-sample-spreadsheet.xlsx")
    for sheet in book:
        marker = next((row for row in range(1, 20) if str(sheet.cell(row, 1).value).startswith("sqspack:")), None)
        tier = marker and str(sheet.cell(marker, 1).value).rsplit(":", 1)[1]
        if tier not in ORDERS:
            continue
        fields = {cell.value: cell.column for cell in sheet[marker + 1] if cell.value}
        child = more(4, [{"name": "Mared Ellis", "email": "mared.ellis@aberford.example"}], 70_000)
        child = next(child for child in child if child["tier"] == tier)
        for field, given in child.items():
            if field in fields:
                sheet.cell(marker + 3, fields[field]).value = {True: "Y", False: "N"}.get(given, given)
    book.save(HERE / "aberford-openpyxl.xlsx")


if __name__ == "__main__":
    packs, inspections = Path(sys.argv[1]), Path(sys.argv[2])
    if sys.argv[3:] == ["openpyxl"]:
        openpyxl_list(packs)
    else:
        office, desktop = start()
        try:
            aberford(desktop, packs, inspections)
            rhyd_y_twr(desktop, packs, inspections)
        finally:
            try:
                desktop.terminate()
            except Exception:
                office.terminate()
