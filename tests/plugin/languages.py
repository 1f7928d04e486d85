"""How the plug-in of each language is built in $FOLDER from $ROOT, and run."""

from typing import NamedTuple


class Language(NamedTuple):
    name: str
    source: str  # in examples/plugin
    tools: tuple[str, ...]
    build: str   # bash; what it prints is shown where it fails; status 77 where it cannot be done
    run: str


LANGUAGES = (  # what the others are compared with is first
    Language("c", "plugin.c", ("cc", "pkg-config"), """
        cc -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Werror -o plugin \
            "$ROOT/examples/plugin/plugin.c" $(pkg-config --cflags --libs libcisdocker)
        """, '"$FOLDER/plugin"'),
    Language("python", "plugin.py", ("cc", "pkg-config"), """
        "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 9))' || exit 77
        "$PYTHON" -m pip --version || exit 77
        cp -r "$ROOT/bindings/python" source
        "$PYTHON" -m pip install --quiet --root-user-action=ignore --target installed ./source
        """, 'env PYTHONPATH="$FOLDER/installed" "$PYTHON" "$ROOT/examples/plugin/plugin.py"'),
    Language("node", "plugin.mjs", ("cc", "pkg-config", "node", "npm"), """
        mkdir -p bindings examples
        cp -r "$ROOT/bindings/node" bindings/node
        cp -r "$ROOT/examples/plugin" examples/plugin
        (cd bindings/node && npm install --omit=dev --no-audit --no-fund)
        mkdir -p node_modules && ln -s ../bindings/node node_modules/cisdocker
        """, 'node "$FOLDER/examples/plugin/plugin.mjs"'),
    Language("go", "plugin.go", ("cc", "pkg-config", "go"), """
        mkdir -p bindings examples
        cp -r "$ROOT/bindings/go" bindings/go
        cp -r "$ROOT/examples/plugin" examples/plugin
        . bindings/go/find-go
        cd examples/plugin
        CGO_ENABLED=1 GOFLAGS=-buildvcs=false go build -o "$FOLDER/plugin" plugin.go
        """, '"$FOLDER/plugin"'),
    Language("rust", "plugin.rs", ("cc", "pkg-config", "cargo"), """
        mkdir -p bindings examples
        cp -r "$ROOT/bindings/rust" bindings/rust
        cp -r "$ROOT/examples/plugin" examples/plugin
        bindings/rust/crates .
        cargo build --quiet --manifest-path examples/plugin/Cargo.toml --target-dir target
        """, '"$FOLDER/target/debug/plugin"'),
    Language("java", "Plugin.java", ("cc", "pkg-config", "javac"), """
        find "$ROOT/bindings/java/src/main/java" "$ROOT/examples/plugin" -name '*.java' \
            ! -name module-info.java -exec javac --release 17 -h headers -d classes {} +
        "$ROOT/bindings/java/src/main/native/compile" "$ROOT/bindings/java/src/main/native" \
            headers classes/io/cisdocker/libcisdocker_java.so
        """, 'java -cp "$FOLDER/classes" Plugin'),
)
