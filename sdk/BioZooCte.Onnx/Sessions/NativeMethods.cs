using System.Runtime.InteropServices;

namespace BioZooCte.Onnx.Sessions;

/// <summary>What is asked of the system's C library.</summary>
internal static partial class NativeMethods
{
    /// <summary>Gives free memory back to the system; only the GNU C library has it.</summary>
    /// <param name="pad">How much stays at the end of the heap.</param>
    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int TrimHeap(nuint pad);

    /// <summary>Sets how the heap works; musl has none of it.</summary>
    /// <param name="parameter">What is set, as malloc.h numbers it.</param>
    /// <param name="value">To what.</param>
    /// <returns>1 where it was set.</returns>
    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetHeap(int parameter, int value);
}
