"""Begins the process of a program in Python, see PythonProgram: loads PyFlink, compiles the program, waits for the gate, runs it.

Standard input has a line of JSON that says what to run, and later a line that opens the gate. It ends with the JVM, and the process then
ends with it, whatever the program is doing.
"""

import functools
import importlib.util
import json
import os
import runpy
import sys
import threading
import traceback
import types


def main():
    request = json.loads(sys.stdin.readline())
    gate = threading.Event()
    threading.Thread(target=follow, args=(sys.stdin, gate), daemon=True).start()
    sys.stdin = open(os.devnull)

    calls = connect(request["token"])
    sys.path[0:1] = [os.path.dirname(request["script"]) or request["folder"], *request["path"]]
    sys.argv = [request["script"] or request["module"], *request["arguments"]]
    try:
        program = load(request)
    except BaseException as e:
        tell(calls, e, request["folder"])
        sys.exit(1)
    calls.compiled()
    gate.wait()
    try:
        program()
    except SystemExit as e:
        if e.code not in (None, 0):
            calls.failed("The program ended itself by sys.exit(%r)." % (e.code,), traceback.format_exc())
            raise
    except BaseException as e:
        tell(calls, e, request["folder"])
        sys.exit(1)


def follow(lines, gate):
    """Opens the gate, and ends the process when the JVM is gone."""
    for _ in lines:
        gate.set()
    os._exit(1)


def connect(token):
    """Connects to the JVM as PyFlink does, but for the token, and loads what programs import, which takes long."""
    from pyflink import java_gateway

    for name in ("GatewayParameters", "CallbackServerParameters"):
        setattr(java_gateway, name, functools.partial(getattr(java_gateway, name), auth_token=token))
    calls = getattr(java_gateway.get_gateway().jvm.io.penstock.flink, "PythonProgram$Calls")

    import pyflink.datastream  # noqa: F401
    import pyflink.table  # noqa: F401

    return calls


def load(request):
    """The program as a function, compiled."""
    if not request["script"]:
        module = request["module"]
        if importlib.util.find_spec(module.partition(".")[0]) is None:
            raise ModuleNotFoundError("No module named %r" % module, name=module)
        return lambda: runpy.run_module(module, run_name="__main__", alter_sys=True)

    script = request["script"]
    with open(script, "rb") as file:
        code = compile(file.read(), script, "exec", dont_inherit=True)
    # Functions of __main__ are sent to TaskManagers by value, so the program's module is that one.
    main_module = types.ModuleType("__main__")
    main_module.__file__ = script
    main_module.__builtins__ = __builtins__

    def run():
        sys.modules["__main__"] = main_module
        exec(code, main_module.__dict__)

    return run


def tell(calls, e, folder):
    """Tells what was raised, and where in the program."""
    frames = [frame for frame in traceback.extract_tb(e.__traceback__) if frame.filename != __file__]
    trace = "".join(traceback.format_list(frames) + traceback.format_exception_only(type(e), e))
    text = "".join(traceback.format_exception_only(type(e), e)).strip()
    where = ""
    if isinstance(e, SyntaxError) and e.filename:
        text = "%s: %s" % (type(e).__name__, e.msg)
        where = "%s, line %s" % (os.path.relpath(e.filename, folder), e.lineno)
    else:
        java = getattr(e, "java_exception", None)
        if java is not None:  # what Java threw says more than what PyFlink makes of it
            text = java.toString()
        own = [frame for frame in frames if frame.filename.startswith(folder + os.sep)]
        if own:
            where = "%s, line %s" % (os.path.relpath(own[-1].filename, folder), own[-1].lineno)
    print(trace, file=sys.stderr, end="")
    calls.failed(where + ": " + text if where else text, trace)


main()
