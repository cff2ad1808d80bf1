#!/usr/bin/python3
"""Another program reads our Anki packages: Debian's Mnemosyne, without its window.

    mnemosyne_import.py WORK_FOLDER PACKAGE.apkg...
    mnemosyne_import.py --attache PROGRAM DECKS_FOLDER WORK_FOLDER DECK_ID...

Each package is imported into an empty Mnemosyne of its own. There must be one card for each of the
package's cards, with the question and the answer that the note's fields hold. Exits with 77 where Mnemosyne
is not installed.
"""

import html
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import warnings
import zipfile

try:
    from mnemosyne.libmnemosyne import Mnemosyne
    from mnemosyne.libmnemosyne.gui_translator import GuiTranslator
    from mnemosyne.libmnemosyne.ui_components.main_widget import MainWidget
    from mnemosyne.libmnemosyne.ui_components.review_widget import ReviewWidget
except ImportError:
    print("skipped: Mnemosyne is not installed (apt-get install mnemosyne)")
    sys.exit(77)


class Window(MainWidget):
    """Nobody looks: whatever is said is an error only if it is called one."""

    def show_information(self, text):
        pass

    def set_progress_text(self, text):
        pass

    def show_question(self, text, option0, option1, option2=""):
        raise AssertionError("Mnemosyne asks: " + text)

    def show_error(self, text):
        raise AssertionError("Mnemosyne complains: " + text)


class Review(ReviewWidget):
    instantiate = ReviewWidget.IMMEDIATELY

    def stop_media(self):
        pass

    def redraw_now(self):
        pass


def words(page):
    """The letters of some HTML, whatever they look like."""
    page = re.sub(r"<style>.*?</style>", " ", page, flags=re.DOTALL)
    page = re.sub(r"<[^>]*>", " ", page)
    return "".join(html.unescape(page).split())


def without_blanks(field, filled):
    shown = r"\1" if filled else "[...]"
    return re.sub(r"{{c\d+::(.*?)(?:::.*?)?}}", shown, field)


def expected(package):
    """What is to be asked, as the package's own tables have it: card, question, answer."""
    with zipfile.ZipFile(package) as archive:
        database = archive.read("collection.anki2")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database)
    cards = {}
    rows = connection.execute(
        "SELECT cards.id, ord, mid, flds FROM cards JOIN notes ON nid = notes.id")
    models = connection.execute("SELECT models FROM col").fetchone()[0]
    names = {int(key): model["name"] for key, model in json.loads(models).items()}
    for card, place, kind, text in rows:
        fields = text.split("\x1f")
        name = names[kind]
        if name == "Attaché cloze":
            question, answer = fields[1], without_blanks(fields[1], True)
            question = re.sub(r"{{c\d+::.*?}}", "\n", question)
        elif name == "Attaché fact":
            question, answer = (fields[1], fields[5]) if place == 0 else (fields[2], fields[4])
        elif name == "Attaché picture":
            question, answer = fields[1], fields[3]
        else:
            question, answer = fields[1], fields[2]
        cards[card] = ([words(part) for part in question.split("\n")], words(answer))
    connection.close()
    return cards


def import_into_mnemosyne(package, folder):
    """What Mnemosyne asks after it has read the package: card, question, answer."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    own = os.path.join(folder, os.path.basename(package))
    shutil.copy(package, own)
    # Its log uploader and its old repetitions are of no interest.
    program = Mnemosyne(upload_science_logs=False, interested_in_old_reps=True,
                        asynchronous_database=True)
    program.components.insert(
        0, ("mnemosyne.libmnemosyne.gui_translators.gettext_gui_translator", "GetTextGuiTranslator"))
    sys.modules.setdefault("attache_window", sys.modules[__name__])
    program.components.append(("attache_window", "Window"))
    program.components.append(("attache_window", "Review"))
    program.initialise(data_dir=os.path.join(folder, "mnemosyne"), automatic_upgrades=False)
    program.review_controller().reset()
    for file_format in program.component_manager.all("file_format"):
        if file_format.__class__.__name__ == "Anki2":
            file_format.do_import(own)
    found = {}
    for internal, _ in program.database().cards():
        card = program.database().card(internal, is_id_internal=True)
        found[int(card.id)] = (words(card.question()), words(card.answer()))
    program.database().release_connection()
    program.finalise()
    return found


def check(package, folder):
    wanted = expected(package)
    found = import_into_mnemosyne(package, folder)
    assert wanted, "the package holds no cards"
    assert wanted.keys() == found.keys(), (
        "%d cards in the package, %d in Mnemosyne" % (len(wanted), len(found)))
    for card, (parts, answer) in wanted.items():
        question = found[card][0]
        for part in parts:
            assert part in question, "asked %r, expected %r" % (question, part)
        assert answer and answer in found[card][1], (
            "answered %r, expected %r" % (found[card][1], answer))
    print("%s: %d cards as they should be" % (os.path.basename(package), len(wanted)))


def main():
    arguments = sys.argv[1:]
    program = None
    if arguments and arguments[0] == "--attache":
        program = os.path.abspath(arguments[1])
        decks = os.path.abspath(arguments[2])
        arguments = arguments[3:]
    if len(arguments) < 2:
        sys.exit(__doc__)
    folder = os.path.abspath(arguments[0])
    os.makedirs(folder, exist_ok=True)
    os.environ["HOME"] = folder
    warnings.simplefilter("ignore")  # about packages that it would like to have
    for name in arguments[1:]:
        package = os.path.abspath(name)
        if program:
            package = os.path.join(folder, name + ".apkg")
            subprocess.run([program, "--data", os.path.join(folder, "data"), "--decks", decks,
                            "export", name, package, "--format", "anki", "--force"], check=True)
        check(package, os.path.join(folder, "run"))
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
