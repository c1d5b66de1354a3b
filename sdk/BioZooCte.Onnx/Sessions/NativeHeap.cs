namespace BioZooCte.Onnx.Sessions;

/// <summary>
/// The heap of the C library, which keeps what is freed in it. Opening a session takes several times what the
/// session then holds, each on another thread with a heap of its own.
/// </summary>
internal static class NativeHeap
{
    private static volatile bool _canTrim = OperatingSystem.IsLinux();

    /// <summary>Gives what is free back to the system, where that can be asked for.</summary>
    public static void Trim()
    {
        if (!_canTrim)
        {
            return;
        }

        try
        {
            _ = NativeMethods.TrimHeap(0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Other C libraries give it back by themselves.
            _canTrim = false;
        }
    }
}
