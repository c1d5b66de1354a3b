using BioZooCte.Models;

using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx.Sessions;

/// <summary>The native library of ONNX Runtime: whether it is there, its version, and how it is set up once.</summary>
internal static class RuntimeLibrary
{
    /// <summary>What to do where the native library is missing or does not fit.</summary>
    public const string Missing = "the native library of ONNX Runtime could not be loaded; add the NuGet package "
        + "Microsoft.ML.OnnxRuntime (or, instead of it, Microsoft.ML.OnnxRuntime.Gpu) to the program";

    private static readonly Lazy<string?> LoadedVersion = new(Load);

    /// <summary>The library's version, such as <c>1.29.0</c>; null where it could not be loaded.</summary>
    public static string? Version => LoadedVersion.Value;

    /// <summary>Loads the library before anything of it is used.</summary>
    /// <exception cref="UnsupportedModelException">It could not be loaded.</exception>
    public static void Require(string modelId)
    {
        if (Version is null)
        {
            throw new UnsupportedModelException(modelId, Missing);
        }
    }

    /// <summary>Whether an error says that the native library is missing, of another machine, or too old.</summary>
    public static bool IsAboutLoading(Exception error) =>
        error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
        || (error is TypeInitializationException && error.InnerException is Exception inner && IsAboutLoading(inner));

    private static string? Load()
    {
        try
        {
            if (!OrtEnv.IsCreated)
            {
                // What goes wrong comes as an exception; lines on the standard error would break a progress bar.
                EnvironmentCreationOptions options = new()
                {
                    logId = "BioZooCte",
                    logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
                };
                OrtEnv.CreateInstanceWithOptions(ref options);
            }

            OrtEnv.Instance().DisableTelemetryEvents();
            return OrtEnv.Instance().GetVersionString();
        }
        catch (Exception e) when (IsAboutLoading(e))
        {
            return null;
        }
    }
}
