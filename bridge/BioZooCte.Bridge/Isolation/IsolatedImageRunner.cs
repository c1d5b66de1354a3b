using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Isolation.Messages;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Predictions;
using BioZooCte.Bridge.Spool;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Isolation;

/// <summary>Runs each model on its image in a child process: a model that ends the runtime ends one call, not the bridge.</summary>
/// <param name="child">How the child is started: the program and its arguments.</param>
/// <param name="spool">Where images lie; the child's lie in one like it.</param>
internal sealed class IsolatedImageRunner(IReadOnlyList<string> child, ImageSpool spool) : IImageRunner
{
    /// <inheritdoc/>
    public async Task<AxisTensor> RunAsync(
        ImageWork work, CatalogEntry model, SpooledImage image, CancellationToken cancellationToken)
    {
        using ChildProcess process = ChildProcess.Start(child);
        using CancellationTokenRegistration killing = cancellationToken.UnsafeRegister(_ => process.Kill(), null);
        ImageJob job = new()
        {
            Model = new JobModel { Name = model.Name, Source = model.Source },
            Image = ImageMapper.ToHeader(image.Description),
            SpoolMemory = spool.MemoryBudget,
            SpoolFolder = spool.Folder,
        };
        switch (work)
        {
            case PredictionWork prediction:
                job.Prediction = prediction.Settings;
                break;
            case ConsistencyWork consistency:
                job.Consistency = consistency.Settings;
                break;
        }

        await process.SendAsync(new ToChild { ImageJob = job }, cancellationToken).ConfigureAwait(false);
        await ImageSender.SendAsync(process, 0, image, cancellationToken).ConfigureAwait(false);
        return await ReceiveAsync(process, model.Name, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<AxisTensor> ReceiveAsync(
        ChildProcess process, string model, CancellationToken cancellationToken)
    {
        AxisTensor? tensor = null;
        int received = 0;
        while (await process.ReadAsync(cancellationToken).ConfigureAwait(false) is FromChild message)
        {
            switch (message.ContentCase)
            {
                case FromChild.ContentOneofCase.Failure:
                    throw new RpcException((StatusCode)message.Failure.Code, message.Failure.Message);
                case FromChild.ContentOneofCase.Header:
                    SpooledImageDescription result = ImageMapper.ToDescription("result", message.Header);
                    tensor = AxisTensor.Uninitialized(result.Shape, result.ElementType);
                    break;
                case FromChild.ContentOneofCase.Chunk:
                    message.Chunk.Data.Span.CopyTo(tensor!.Bytes[(int)message.Chunk.Offset..]);
                    received += message.Chunk.Data.Length;
                    break;
            }

            if (received == tensor?.Bytes.Length)
            {
                return tensor;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        ChildEndedException ended = await process.EndAsync(model).ConfigureAwait(false);
        throw new RpcException(StatusCode.Aborted, ended.Message);
    }
}
