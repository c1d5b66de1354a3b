namespace BioZooCte.Onnx.Sessions;

/// <summary>
/// The heap of the C library, which keeps what is freed in it. Opening a session takes several times what the
/// session then holds, each on another thread with a heap of its own.
/// </summary>
internal static class NativeHeap
{
    /// <summary>M_MMAP_THRESHOLD of the GNU C library's malloc.h.</summary>
    private const int LargeFrom = -3;

    /// <summary>The library's own first choice, in bytes.</summary>
    private const int UsualLarge = 1 << 17;

    /// <summary>By these a user says what is large; then it stays so.</summary>
    private static readonly string[] UsersChoice = ["MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES"];

    private static volatile bool _isGnu = OperatingSystem.IsLinux();
    private static int _isPrepared;

    /// <summary>
    /// What is large goes back to the system as soon as it is freed, in all of this process. By itself the library takes
    /// ever larger pieces for small once one of that size was freed, and after a few models its heaps are full of holes.
    /// </summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref _isPrepared, 1) == 0
            && !UsersChoice.Any(name => Environment.GetEnvironmentVariable(name) is not null))
        {
            Ask(() => _ = NativeMethods.SetHeap(LargeFrom, UsualLarge));
        }
    }

    /// <summary>Gives what is free back to the system, where that can be asked for.</summary>
    public static void Trim() => Ask(() => _ = NativeMethods.TrimHeap(0));

    private static void Ask(Action work)
    {
        if (!_isGnu)
        {
            return;
        }

        try
        {
            work();
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Other C libraries give it back by themselves.
            _isGnu = false;
        }
    }
}
