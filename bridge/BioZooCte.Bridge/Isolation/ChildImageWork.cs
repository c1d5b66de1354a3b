using System.Collections.Immutable;

using BioZooCte.Bridge.Isolation.Messages;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Predictions;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Isolation;

/// <summary>Runs one model on one image in a child process.</summary>
/// <param name="job">What is asked of them.</param>
/// <param name="backend">What runs networks.</param>
internal sealed class ChildImageWork(ImageJob job, IModelBackend backend) : IChildJob
{
    /// <inheritdoc/>
    public IEnumerable<ImageHeader> Images => [job.Image];

    /// <inheritdoc/>
    public ImageSpool Spool { get; } = new(job.SpoolMemory, job.SpoolFolder);

    /// <inheritdoc/>
    public async Task RunAsync(
        ImmutableArray<SpooledImage> images,
        Func<FromChild, Task> write,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        ImageWork work = job.WorkCase == ImageJob.WorkOneofCase.Prediction
            ? PredictionWork.Of(job.Prediction)
            : ConsistencyWork.Of(job.Consistency);
        await images[0].WaitAsync(cancellationToken).ConfigureAwait(false);
        AxisTensor result =
            await work.RunAsync(backend, job.Model.Source, images[0], cancellationToken).ConfigureAwait(false);
        await write(new FromChild { Header = ImageMapper.ToHeader("result", result) }).ConfigureAwait(false);
        foreach (ImageChunk chunk in ImageMapper.ToChunks(result))
        {
            await write(new FromChild { Chunk = chunk }).ConfigureAwait(false);
        }
    }
}
