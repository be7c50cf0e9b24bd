// The command line of dxpyc. `dxpyc --help` prints these texts.
include "llvm/Option/OptParser.td"

def output_group : OptionGroup<"<output>">, HelpText<"Output">;
def code_group : OptionGroup<"<code>">, HelpText<"Code generation">;
def search_group : OptionGroup<"<search>">, HelpText<"Modules and data">;
def inspect_group : OptionGroup<"<inspect>">, HelpText<"Looking inside">;

class F<list<string> prefixes, string name, string help, OptionGroup group>
    : Option<prefixes, name, KIND_FLAG>, HelpText<help>, Group<group>;
class J<list<string> prefixes, string name, string var, string help, OptionGroup group>
    : Option<prefixes, name, KIND_JOINED>, MetaVarName<var>, HelpText<help>, Group<group>;

def o : Option<["-"], "o", KIND_JOINED_OR_SEPARATE>, MetaVarName<"<file>">, Group<output_group>,
        HelpText<"Write the executable (or what --emit prints) to <file>">;
def c : F<["-"], "c", "Compile one module, without its imports, to a DPM that programs can import", output_group>;
def name : J<["--"], "name=", "<name>", "With -c: the module's dotted name; default: by the file's name", output_group>;
def depfile : J<["--"], "depfile=", "<file>", "Write the files read, as rules for make and Ninja", output_group>;
def g : F<["-"], "g", "Keep debug information: gdb shows Python functions and lines", output_group>;
def static : F<["--"], "static", "Link everything statically, libc too", output_group>;
def pie : F<["--"], "pie", "Make a position independent executable", output_group>;
def embed_source : F<["--"], "embed-source", "Embed whole source files, for inspect", output_group>;
def testing : F<["--"], "testing", "Build in the failing modes that tests use", output_group>;

def O : J<["-"], "O", "<level>", "0: quick to compile; 2: default; 3: more inlining and unrolling", code_group>;
def interpret : F<["--"], "interpret", "Make no native functions: everything runs in the interpreter", code_group>;
def frames : J<["--"], "frames=", "<form>", "full: functions run in the interpreter, whose frames show all variables of callers and which trace functions see; lean: they do not; default: full if the program names f_locals, settrace or setprofile", code_group>;
def march : J<["--"], "march=", "<cpu>", "Use the instructions of <cpu>; default x86-64-v2", code_group>;

def I : Option<["-"], "I", KIND_JOINED_OR_SEPARATE>, MetaVarName<"<folder>">, Group<search_group>,
        HelpText<"Look for modules in <folder> after the program's own folder">;
def module : J<["--"], "module=", "<name>[=<file>]", "Embed a module that no import statement names, or the one in a DPM", search_group>;
def data : J<["--"], "data=", "<file>[=<name>]", "Embed a data file for importlib.resources and pkgutil", search_group>;

def emit : J<["--"], "emit=", "<stage>", "Print a stage instead of linking: tokens, ast, scopes, dpb, dxir, llvm, asm or obj", inspect_group>;
def dump_after : J<["--"], "dump-after=", "<pass>", "Print the DXIR after <pass> (or `all`) to stderr", inspect_group>;
def stop_after : J<["--"], "stop-after=", "<pass>", "Run no pass over DXIR behind <pass>", inspect_group>;
def disable_pass : J<["--"], "disable-pass=", "<pass>", "Leave <pass> out; may be given more than once", inspect_group>;
def v : F<["-"], "v", "Say what each stage does and how long it takes", inspect_group>;
def help : F<["--"], "help", "Print this", inspect_group>;
def : Option<["-"], "h", KIND_FLAG>, Alias<help>;
def version : F<["--"], "version", "Print the version", inspect_group>;
