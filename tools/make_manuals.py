#!/usr/bin/env python3
# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Makes the manuals of the simulated line: sim-casting as PDF, sim-shaft as DOCX, from the Markdown in tools/manuals.

  make_manuals.py --chromium chromium --out ../defect-sdk-testing/src/main/resources/io/defectsdk/testing/manuals

Needs python-docx 1.2, Chromium, and NanumGothic (SIL Open Font License 1.1) installed: its subset is embedded in the PDF. The same
versions of these give the same bytes: what carries the time of the run is set to the manual's own date.

Of Markdown it knows a head of "key: value" between "---", headings, paragraphs, lists with "- " or "1. ", and tables. A paragraph that
begins with "주의:" or "Warning:" becomes a box.
"""
import argparse
import html
import io
import os
import re
import subprocess
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT = "NanumGothic"
STYLE = """
@page { size: A4; margin: 22mm 20mm 20mm 20mm;
  @top-left { content: "%(document)s  %(product)s %(title)s"; font: 8pt NanumGothic; color: #555; }
  @top-right { content: "%(revision)s"; font: 8pt NanumGothic; color: #555; }
  @bottom-center { content: counter(page) " / " counter(pages); font: 8pt NanumGothic; color: #555; } }
@page :first { @top-left { content: none } @top-right { content: none } @bottom-center { content: none } }
body { font: 10.5pt/1.65 NanumGothic; color: #111; margin: 0; word-break: keep-all; }
h1 { font-size: 16pt; border-bottom: 1.5pt solid #1f4e79; margin: 9mm 0 3mm; break-after: avoid; }
h2 { font-size: 12pt; color: #1f4e79; margin: 5mm 0 1mm; break-after: avoid; }
p { margin: 1.5mm 0; } li { margin: 0.8mm 0; break-inside: avoid; } ul, ol { margin: 1mm 0; padding-left: 7mm; }
.box { border-left: 3pt solid #b00020; background: #fdecee; padding: 1.5mm 3mm; break-inside: avoid; }
table { border-collapse: collapse; width: 100%%; font-size: 9.5pt; margin: 2mm 0 4mm; }
th, td { border: 0.6pt solid #777; padding: 1.5mm 2mm; text-align: left; vertical-align: top; } th { background: #e4ecf5; }
tr { break-inside: avoid; }
.front { break-after: page; padding-top: 45mm; } .front .product { font-size: 15pt; color: #1f4e79; font-weight: bold; }
.front .title { font-size: 28pt; font-weight: bold; margin: 2mm 0 18mm; } .front table { width: 95mm; } .front .summary { width: 130mm; }
"""


def parse(path):
    """The head as a dictionary, and the blocks: (kind, content), kind being h1, h2, p, box, ul, ol or table."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    head = dict(line.split(": ", 1) for line in head.strip().splitlines())
    blocks = []
    for block in re.split(r"\n\s*\n", body.strip()):
        for part in re.split(r"\n(?=#)|(?<=\n)(?=#)", block):
            blocks.append(parse_block(part.strip().splitlines()))
    return head, blocks


def parse_block(lines):
    first = lines[0]
    if first.startswith("#"):
        marks, text = first.split(" ", 1)
        if len(lines) > 1:
            raise ValueError(f"a heading stands alone between blank lines, but this does not: {first}")
        return f"h{len(marks)}", text
    if first.startswith("- "):
        return "ul", [line[2:] for line in lines]
    if re.match(r"\d+\. ", first):
        return "ol", [line.split(". ", 1)[1] for line in lines]
    if first.startswith("|"):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        return "table", [rows[0]] + rows[2:]
    text = " ".join(lines)
    return ("box" if text.startswith(("주의:", "Warning:")) else "p"), text


def front_rows(head):
    return [["문서 번호", head["document"]], ["제품 코드", head["code"]], ["개정", head["revision"]],
            ["시행일", head["date"]], ["작성", head["owner"]]]


def to_html(head, blocks):
    def row(cells, tag):
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    def block(kind, content):
        if kind in ("ul", "ol"):
            return f"<{kind}>" + "".join(f"<li>{html.escape(item)}</li>" for item in content) + f"</{kind}>"
        if kind == "table":
            return ("<table><thead>" + row(content[0], "th") + "</thead><tbody>"
                    + "".join(row(cells, "td") for cells in content[1:]) + "</tbody></table>")
        if kind == "box":
            return f'<p class="box">{html.escape(content)}</p>'
        return f"<{kind}>{html.escape(content)}</{kind}>"

    front = (f'<div class="front"><div class="product">{html.escape(head["product"])}</div>'
             f'<div class="title">{html.escape(head["title"])}</div>'
             f'<p class="summary">{html.escape(head["summary"])}</p>'
             f'<table>{"".join(row(cells, "td") for cells in front_rows(head))}</table></div>')
    return (f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{html.escape(head["product"])} '
            f'{html.escape(head["title"])}</title><style>{STYLE % head}</style></head><body>{front}'
            + "\n".join(block(*part) for part in blocks) + "</body></html>")


def make_pdf(source, target, chromium):
    head, blocks = parse(source)
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder, "manual.html"), Path(folder, "manual.pdf")
        page.write_text(to_html(head, blocks), encoding="utf-8")
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium has no sandbox for root
        subprocess.run([chromium, "--headless", *sandbox, "--disable-gpu", "--no-pdf-header-footer",
                        f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}", page.as_uri()],
                       check=True, timeout=120, stderr=subprocess.DEVNULL)
        data = printed.read_bytes()
    others = {name for name in re.findall(rb"/BaseFont /([^\s/]+)", data) if FONT.encode() not in name}
    if FONT.encode() not in data or others or b"/Type3" in data:
        raise SystemExit(f"the PDF must hold no font but {FONT}, but holds others {others}: install it, or change a sign that it lacks")
    day = head["date"].replace("-", "").encode()
    data = re.sub(rb"\(D:\d{14}", b"(D:" + day + b"000000", data)  # as long as before: the cross-reference table stands
    target.write_bytes(data)


def set_font(style, size):
    style.font.name, style.font.size = FONT, Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def restart_numbering(document):
    """A numbering of its own for the next list, from 1: else all numbered lists of the document would count on."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == style).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return number.numId


def add_table(document, rows, has_header):
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for cells, texts in zip(table.rows, rows):
        for cell, text in zip(cells.cells, texts):
            cell.text = text
    if has_header:
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
    document.add_paragraph()


def add_field(paragraph, code):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def make_docx(source, target):
    head, blocks = parse(source)
    document = Document()
    for name, size in (("Normal", 10.5), ("Title", 24), ("Heading 1", 15), ("Heading 2", 12)):
        set_font(document.styles[name], size)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = f'{head["document"]}  {head["product"]}  {head["revision"]}'
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(footer, "PAGE")

    document.add_paragraph(head["product"], style="Subtitle")
    document.add_paragraph(head["title"], style="Title")
    document.add_paragraph(head["summary"])
    add_table(document, front_rows(head), has_header=False)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for kind, content in blocks:
        if kind in ("h1", "h2"):
            document.add_heading(content, level=int(kind[1]))
        elif kind == "ul":
            for item in content:
                document.add_paragraph(item, style="List Bullet")
        elif kind == "ol":
            number = restart_numbering(document)
            for item in content:
                properties = document.add_paragraph(item, style="List Number")._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
        elif kind == "table":
            add_table(document, content, has_header=True)
        else:
            document.add_paragraph().add_run(content).bold = kind == "box"

    properties = document.core_properties
    properties.title, properties.author, properties.comments = f'{head["product"]} {head["title"]}', head["owner"], ""
    properties.language = "ko-KR"
    properties.created = properties.modified = datetime.fromisoformat(head["date"])
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, parts.read(name))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chromium", default="chromium", help="the browser that prints the PDF")
    parser.add_argument("--out", type=Path, required=True, help="folder of the manuals")
    arguments = parser.parse_args()
    sources = Path(__file__).resolve().parent / "manuals"
    arguments.out.mkdir(parents=True, exist_ok=True)
    make_pdf(sources / "sim-casting_manual.md", arguments.out / "sim-casting_manual.pdf", arguments.chromium)
    make_docx(sources / "sim-shaft_manual.md", arguments.out / "sim-shaft_manual.docx")


if __name__ == "__main__":
    main()
