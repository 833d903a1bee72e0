"""The package: what its wheel holds, which names it offers, and which way its imports point."""

import ast
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import actorgraph

ROOT = Path(__file__).parents[1]
FOLDERS = ("loaders", "ontology", "graph", "queries")
PUBLIC = [
    "Actor",
    "ActorGraphError",
    "Article",
    "Claim",
    "ClaimFilter",
    "ClaimReader",
    "Graph",
    "Relater",
    "Statement",
    "claims_in",
    "network",
    "page",
    "read_articles",
    "read_claims",
    "write_claims",
]
MOST = 40e6  # bytes of the wheel; the weights take up to 20 MB


def ran(*words: str | Path, where: Path = ROOT) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(word) for word in words], cwd=where, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def known_to_git() -> list[str]:
    """The files of the tree; what git is told to ignore is no part of it."""
    listed = ran("git", "ls-files", "--cached", "--others", "--exclude-standard")
    return [path for path in listed.splitlines() if (ROOT / path).is_file()]


def in_package(path: str) -> bool:
    """Whether a file should ship: all that is below a package, and the modules of the root."""
    folder, _, name = path.rpartition("/")
    if not folder:
        return name.endswith(".py") or name == "py.typed"
    return path.split("/", maxsplit=1)[0] in FOLDERS


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel that is built from the source distribution, from a copy of the tree."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout, so what belongs to the tree is not known")
    place = tmp_path_factory.mktemp("wheel")
    copy = place / "tree"
    for path in known_to_git():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, copy / path)
    build = "import setuptools.build_meta as b; print(b.build_{}('{}'))"
    ran(sys.executable, "-c", build.format("sdist", place), where=copy)
    (sdist,) = place.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(place, filter="data")
    (unpacked,) = (path for path in place.glob("actorgraph-*") if path.is_dir())
    ran(sys.executable, "-c", build.format("wheel", place), where=unpacked)
    (made,) = place.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def shipped(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")}


def test_the_wheel_holds_the_code_and_data_of_the_tree_and_nothing_else(shipped: set[str]) -> None:
    package = {n.removeprefix("actorgraph/") for n in shipped if n.startswith("actorgraph/")}
    other = {n.split("/")[0] for n in shipped if not n.startswith("actorgraph/")}

    assert package == set(filter(in_package, known_to_git()))
    assert [n.endswith(".dist-info") for n in other] == [True]


def test_every_sort_of_data_ships(shipped: set[str]) -> None:
    wanted = {
        "actorgraph/py.typed",
        "actorgraph/ontology/actor_relations.ttl",
        "actorgraph/ontology/catalogue/actors.csv",
        "actorgraph/ontology/catalogue/places.tsv",
        "actorgraph/loaders/lexicon/verbs.tsv",
        "actorgraph/loaders/english/meta.json",
        "actorgraph/loaders/english/parser/model",
        "actorgraph/loaders/english/LICENSE",
        "actorgraph/queries/page_assets/page.html.j2",
    }

    assert wanted <= shipped
    assert any(name.endswith(".lock") for name in shipped)


def test_the_licences_and_the_command_ship_and_the_wheel_is_small(
    wheel: Path, shipped: set[str]
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = (name for name in shipped if name.endswith("entry_points.txt"))
        assert "actorgraph = actorgraph.__main__:main" in archive.read(entry).decode()
    licences = {name.split("licenses/")[1] for name in shipped if "/licenses/" in name}

    assert licences == {"LICENSE", "loaders/english/LICENSE"}
    assert wheel.stat().st_size < MOST


def test_the_wheel_works_where_the_tree_is_not(wheel: Path, tmp_path: Path) -> None:
    """Unpacked before everything else on the path, it reads a sentence with its own data."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")  # noqa: S202 - our own wheel
    code = f"""
        import sys; sys.path.insert(0, {str(tmp_path / "site")!r})
        sys.meta_path[:] = [f for f in sys.meta_path if "editable" not in str(f).lower()]
        import actorgraph
        print(actorgraph.__file__)
        reader = actorgraph.ClaimReader()
        (claim,) = reader.claims(actorgraph.Article(id="a", text="Turkey bombed the YPG."))
        print(claim.subject.name, claim.relation, claim.object.name)
    """
    script = tmp_path / "read.py"
    script.write_text("\n".join(line.strip() for line in code.splitlines()), encoding="utf-8")
    place, claim = ran(sys.executable, script, where=tmp_path).splitlines()

    assert Path(place).is_relative_to(tmp_path)
    assert claim == "Turkey attacks People's Protection Units"


# -- names and imports ---------------------------------------------------------------------------


def test_the_public_names_are_these() -> None:
    assert actorgraph.__all__ == PUBLIC
    assert set(actorgraph._HOMES) == set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(actorgraph, name).__doc__


def test_the_public_names_are_offered_for_completion() -> None:
    code = "import json, actorgraph; print(json.dumps(dir(actorgraph)))"

    assert set(PUBLIC) <= set(json.loads(ran(sys.executable, "-c", code)))


def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Grap'"):
        _ = actorgraph.Grap


def test_importing_the_package_is_light() -> None:
    code = "import sys, json, actorgraph; print(json.dumps(sorted(sys.modules)))"
    loaded = {name.split(".")[0] for name in json.loads(ran(sys.executable, "-c", code))}

    assert not loaded & {
        "spacy",
        "numpy",
        "neo4j",
        "pyvis",
        "networkx",
        "typer",
        "rdflib",
        "igraph",
    }


def test_the_command_line_starts_without_what_is_slow() -> None:
    code = (
        "import sys, json, actorgraph.queries.command_line; print(json.dumps(sorted(sys.modules)))"
    )
    loaded = {name.split(".")[0] for name in json.loads(ran(sys.executable, "-c", code))}

    assert not loaded & {"spacy", "neo4j", "pyvis", "rdflib", "igraph", "trafilatura"}


def test_a_query_is_asked_without_what_is_slow() -> None:
    code = (
        "import sys, json; from actorgraph.errors import StoreError\n"
        "from actorgraph.queries.commands import asking\n"
        "try: asking.query('RETURN 1', 'bolt://127.0.0.1:1')\n"
        "except StoreError: print(json.dumps(sorted(sys.modules)))"
    )
    modules = json.loads(ran(sys.executable, "-c", code))
    loaded = {name.split(".")[0] for name in modules}

    assert "neo4j" in loaded
    assert not loaded & {"spacy", "numpy", "pandas", "networkx", "rdflib", "igraph", "rensa"}
    assert "actorgraph.graph.loading" not in modules


def test_imports_point_one_way() -> None:
    told = ran(Path(sys.executable).with_name("lint-imports"))

    assert "0 broken" in told


@pytest.mark.parametrize("folder", ["", *FOLDERS])
def test_every_module_says_in_a_sentence_what_it_holds(folder: str) -> None:
    for path in (ROOT / folder).glob("*.py"):
        text = path.read_text(encoding="utf-8")
        doc = ast.get_docstring(ast.parse(text))

        assert doc, path
        assert doc.split("\n")[0].endswith("."), path
