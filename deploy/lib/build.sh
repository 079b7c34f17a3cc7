# Builds the suite where its sources changed, and prepares it to start fast. Sourced after common.sh.

services=(auth-service gallery-service media-service share-service gateway)
modules=("${services[@]}" deploy/devservices deploy/launcher)

if command -v sha256sum >/dev/null 2>&1; then digest=(sha256sum); else digest=(shasum -a 256); fi

# The files that end up in the module's program, each ended by a NUL.
sources() { # module
    local folders=(pom.xml "$1/pom.xml" "$1/src/main") folder
    case $1 in
        deploy/*) ;;
        *) folders+=(messaging/pom.xml messaging/src/main) ;;
    esac
    if [ "$1" = gateway ]; then folders+=(*/contracts); fi
    for folder in "${folders[@]}"; do
        if [ -e "$folder" ]; then
            find "$folder" \( -name node_modules -o -name target -o -name dist \) -prune -o -type f -print0
        fi
    done
}

# Changes with any of them.
fingerprint() { # module
    sources "$1" | LC_ALL=C sort -z | xargs -0 "${digest[@]}" | "${digest[@]}" | cut -d ' ' -f 1
}

# Whether Maven was run by hand since the last change.
built_by_hand() { # module
    local jar file
    jar=$(program "$1") || return 1
    while IFS= read -r -d '' file; do
        [ "$file" -ot "$jar" ] || return 1
    done < <(sources "$1")
}

program() { # module
    local jar
    for jar in "$1"/target/"${1##*/}"-[0-9]*.jar; do
        case $jar in
            *-sources.jar | *-tests.jar) ;;
            *) [ -f "$jar" ] && printf '%s' "$jar" && return ;;
        esac
    done
    return 1
}

require_node() {
    [ -f gateway/src/main/webui/package.json ] || return 0
    if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
        refuse 11 "The web app is not built yet, and building it needs Node.js 20 or newer with npm."
    fi
    local version
    version=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    if [ "$version" -lt 20 ]; then
        refuse 11 "Building the web app needs Node.js 20 or newer; this one is $(node --version)."
    fi
}

# A long build that ends at a used port would be a waste; the launcher looks at all of them again.
require_port() { # port
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
        refuse 13 "Port $1 is in use by another program; stop that one or choose another with --port."
    fi
}

build_suite() { # port
    cd "$root"
    # Two starts at once build one after the other.
    if command -v flock >/dev/null 2>&1; then
        exec 9<"$root"
        flock 9
    fi
    local module print stale=() new=()
    local prints=()
    for module in "${modules[@]}"; do
        print=$(fingerprint "$module")
        if [ "$(cat "$module/target/built" 2>/dev/null)" != "$print" ]; then
            new+=("$module")
            prints+=("$print")
            built_by_hand "$module" || stale+=("$module")
        fi
    done
    if [ ${#stale[@]} -gt 0 ]; then
        [ -d "$data/run" ] || require_port "$1"
        case " ${stale[*]} " in *" gateway "*) require_node ;; esac
        require_space "$root" 3072 "the build"
        compile
    fi
    local i
    for i in ${new[@]+"${!new[@]}"}; do
        unpack "${new[$i]}"
        printf '%s\n' "${prints[$i]}" >"${new[$i]}/target/built"
    done
    train
    exec 9<&-
}

compile() {
    local begin=$SECONDS log=deploy/launcher/target/build.log
    mkdir -p deploy/launcher/target
    printf 'Building %s (the first build downloads its libraries; details in %s) ...\n' "${stale[*]}" "$log"
    if ! ./mvnw -B -q -T 1C package -Dmaven.test.skip=true -am -pl "$(IFS=,; printf '%s' "${stale[*]}")" </dev/null >"$log" 2>&1 9<&-; then
        tail -n 40 "$log" >&2
        refuse 15 "The build failed; its whole output is in $root/$log."
    fi
    printf 'Built after %d s\n' $((SECONDS - begin))
}

# A jar with its libraries beside it starts faster than one with them inside.
unpack() { # module
    local jar
    case $1 in
        deploy/devservices) rm -rf deploy/devservices/target/{postgresql,devservices.aot} ;;
        deploy/*) ;;
        *)
            jar=$(program "$1")
            rm -rf "$1/target/app"
            "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$1/target/app" >/dev/null \
                || refuse 15 "The program of $1 could not be unpacked from $jar."
            ;;
    esac
}

# Runs everything once so that each JVM keeps what it loaded and linked; the next starts take a fraction of the time.
train() {
    local begin=$SECONDS module place missing='' folder log=deploy/launcher/target/train.log
    # A cache belongs to one JVM and to the paths of the jars: in a tree that was moved or copied it does harm.
    place=$(printf '%s\n%s' "$root" "$("$JAVA_HOME/bin/java" -version 2>&1)")
    if [ "$(cat deploy/launcher/target/trained 2>/dev/null)" != "$place" ]; then
        rm -f */target/app/*.aot deploy/devservices/target/*.aot
    fi
    for module in auth-service gallery-service media-service share-service gateway; do
        if ! ls "$module"/target/app/*.aot >/dev/null 2>&1; then missing=1; fi
    done
    if [ -z "$missing" ] && [ -f deploy/devservices/target/devservices.aot ]; then return; fi
    printf 'Preparing a fast start ...\n'
    folder=$(mktemp -d "${TMPDIR:-/tmp}/vitrine-train.XXXXXX")
    if (launch train "$root" --data "$folder" --port "$((20080 + RANDOM % 100 * 100))") </dev/null >"$log" 2>&1 9<&-; then
        printf '%s\n' "$place" >deploy/launcher/target/trained
        printf 'Prepared after %d s\n' $((SECONDS - begin))
    else
        printf 'It could not be prepared and will start slower; the reason is in %s.\n' "$root/$log" >&2
    fi
    rm -rf "$folder"
}
