using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx.Sessions;

/// <summary>One pass with all that it holds until it ends: perhaps after its caller has left.</summary>
internal sealed class NetworkPass : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RunOptions _options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly BoundTensors _inputs;
    private readonly BoundTensors _outputs;
    private bool _isEnded;

    /// <summary>A pass over these tensors; it disposes them.</summary>
    public NetworkPass(BoundTensors inputs, BoundTensors outputs)
    {
        _inputs = inputs;
        _outputs = outputs;
    }

    /// <summary>Asks the pass to end.</summary>
    public void Terminate()
    {
        lock (_lock)
        {
            if (!_isEnded)
            {
                _options.Terminate = true;
            }
        }
    }

    /// <summary>Runs it into the tensors that it was given.</summary>
    public bool Run(InferenceSession session)
    {
        try
        {
            session.Run(_options, _inputs.Names, _inputs.Values, _outputs.Names, _outputs.Values);
            return true;
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Runs it, and takes over what the runtime allocates for the outputs.</summary>
    public T Run<T>(
        InferenceSession session, IReadOnlyCollection<string> outputs, Func<IReadOnlyList<OrtValue>, T> take)
    {
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> values =
                session.Run(_options, _inputs.Names, _inputs.Values, outputs);
            return take(values);
        }
        finally
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnded = true;
            _options.Dispose();
        }

        _inputs.Dispose();
        _outputs.Dispose();
    }
}
