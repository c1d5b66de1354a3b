package org.biozoocte.fiji;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/** The processes of this machine. Java 8 knows too little of them; later versions are asked by reflection. */
final class ProcessTable {
    private ProcessTable() {
    }

    /**
     * Whether a process has this number.
     *
     * @param pid the number
     * @return false where none has it; true where one has it, or nobody can tell
     */
    static boolean isRunning(long pid) {
        try {
            Class<?> handles = Class.forName("java.lang.ProcessHandle");
            Optional<?> handle = (Optional<?>) handles.getMethod("of", long.class).invoke(null, pid);
            return handle.isPresent() && (Boolean) handles.getMethod("isAlive").invoke(handle.get());
        } catch (ReflectiveOperationException e) {
            // Java 8: whether the bridge answers decides.
            return true;
        }
    }

    /**
     * The number of the process that this runs in.
     *
     * @return the number, which the virtual machine writes before an '@' in its name
     */
    static long own() {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        return Long.parseLong(name.substring(0, name.indexOf('@')));
    }
}
