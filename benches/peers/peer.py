"""What every peer reports: CPU seconds up to and after its imports, and the most memory it held."""

import json
import resource
import time


def begin():
    global _begun
    _begun = time.process_time()


def imported():
    global _imported
    _imported = time.process_time()


def write(path, people, groups):
    """Writes the groups, and says on standard output what it took from the start of the process."""
    with open(path, "w") as out:
        out.write("participant,group\n")
        for who, group in zip(people, groups):
            out.write(f"{who},{group if group >= 0 else ''}\n")
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu = usage.ru_utime + usage.ru_stime
    print(json.dumps({
        "imports_cpu_s": round(_imported - _begun, 2),
        "cpu_s": round(cpu, 2),
        "peak_mb": round(usage.ru_maxrss / 1000),
        "groups": len({group for group in groups if group >= 0}),
    }))
