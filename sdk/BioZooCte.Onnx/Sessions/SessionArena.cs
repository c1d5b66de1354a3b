using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx.Sessions;

/// <summary>
/// Gives each session memory of its own for the tensors inside its passes: one wide range of addresses, of which
/// only what is touched counts.
/// </summary>
/// <remarks>
/// By default the runtime asks for 1 MB, 2 MB, 4 MB and so on as images grow. No tensor lies across two such
/// pieces, so those of small images are of no use to large ones and stay, and what is given back piece by piece
/// the system's heap keeps for itself. A session holds the memory that was registered when it was opened, also
/// when nobody else can find it any more; it goes back to the system with the session.
/// </remarks>
internal static class SessionArena
{
    /// <summary>More than a pass over the largest tile that is chosen takes in most networks.</summary>
    private const int FirstRange = 1 << 28;

    /// <summary>The runtime's own choice.</summary>
    private const int Default = -1;

    private static readonly Lock Registering = new();

    /// <summary>Opens a session with memory of its own, where untouched memory costs nothing.</summary>
    /// <param name="options">How it is opened.</param>
    /// <param name="open">Opens it.</param>
    public static InferenceSession Open(SessionOptions options, Func<SessionOptions, InferenceSession> open)
    {
        if (OperatingSystem.IsWindows())
        {
            // There it has to be backed by the page file from the start.
            return open(options);
        }

        using OrtMemoryInfo memory = new("Cpu", OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        lock (Registering)
        {
            if (!TryRegister(memory))
            {
                return open(options);
            }

            try
            {
                options.AddSessionConfigEntry("session.use_env_allocators", "1");
                options.EnableCpuMemArena = false;
                return open(options);
            }
            finally
            {
                OrtEnv.Instance().UnregisterAllocator(memory);
            }
        }
    }

    /// <summary>False where the runtime refuses, and sessions open as they are by default.</summary>
    /// <remarks>
    /// ONNX Runtime 1.29 replaces what a program registered itself: its open sessions keep that, later ones of its
    /// own take the default.
    /// </remarks>
    private static bool TryRegister(OrtMemoryInfo memory)
    {
        try
        {
            using OrtArenaCfg arena = new(0, Default, FirstRange, Default);
            OrtEnv.Instance().CreateAndRegisterAllocator(memory, arena);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }
}
