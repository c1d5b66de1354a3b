using BioZooCte.Models;
using BioZooCte.Packages;

using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx.Sessions;

/// <summary>Opens sessions of ONNX Runtime as passes over tiles want them.</summary>
internal static class SessionFactory
{
    private const string ExternalFolderKey = "session.model_external_initializers_file_folder_path";

    /// <summary>A session over a file, which the runtime reads itself.</summary>
    public static InferenceSession Open(string modelId, string name, string path, int threads) =>
        Open(modelId, name, threads, options => new InferenceSession(path, options));

    /// <summary>A session over a changed model.</summary>
    /// <param name="modelId">The model's identifier.</param>
    /// <param name="name">The weights file, as the user would name it.</param>
    /// <param name="model">The model's bytes.</param>
    /// <param name="folder">Where its external data lie.</param>
    /// <param name="threads">Threads inside one pass.</param>
    public static InferenceSession Open(string modelId, string name, byte[] model, string folder, int threads) =>
        Open(modelId, name, threads, options =>
        {
            options.AddSessionConfigEntry(ExternalFolderKey, folder);
            return new InferenceSession(model, options);
        });

    private static InferenceSession Open(
        string modelId, string name, int threads, Func<SessionOptions, InferenceSession> open)
    {
        RuntimeLibrary.Require(modelId);
        NativeHeap.Prepare();
        using SessionOptions options = CreateOptions(threads);
        try
        {
            InferenceSession session = SessionArena.Open(options, open);
            NativeHeap.Trim();
            return session;
        }
        catch (OnnxRuntimeException e) when (RuntimeError.IsAboutMissingKernel(e))
        {
            throw new UnsupportedModelException(
                modelId, $"ONNX Runtime {RuntimeLibrary.Version} lacks what {name} needs: {RuntimeError.Describe(e)}");
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidModelPackageException(
                name, null, null, $"ONNX Runtime refuses it ({RuntimeError.Describe(e)})", "a model that it loads", e);
        }
    }

    private static SessionOptions CreateOptions(int threads)
    {
        SessionOptions options = new()
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // One block for all tensors of a pass is no faster, and stays as large as the largest pass, for each size.
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        // A worker that spins while it waits takes the time that another tile's pass needs.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }
}
