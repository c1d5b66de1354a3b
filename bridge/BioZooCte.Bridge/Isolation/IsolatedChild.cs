using System.Collections.Immutable;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Isolation.Messages;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Models;

namespace BioZooCte.Bridge.Isolation;

/// <summary>The child process of a bridge that runs models apart: does one job and ends.</summary>
internal static class IsolatedChild
{
    /// <summary>Does the job that the input asks for.</summary>
    /// <param name="input">Messages of the bridge; it ends where the bridge has ended.</param>
    /// <param name="output">Messages for it.</param>
    /// <param name="backend">What runs networks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(
        Stream input, Stream output, IModelBackend backend, CancellationToken cancellationToken)
    {
        IChildJob? job = await DelimitedStream.ReadAsync(input, ToChild.Parser, cancellationToken).ConfigureAwait(false) switch
        {
            { Job: Job ranking } => new ChildRanking(ranking, backend),
            { ImageJob: ImageJob image } => new ChildImageWork(image, backend),
            _ => null,
        };
        if (job is null)
        {
            return;
        }

        using CancellationTokenSource stop = new();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ImmutableArray<SpooledImage> images = [.. job.Images.Select(header =>
        {
            SpooledImageDescription description = ImageMapper.ToDescription("image", header);
            return new SpooledImage(description, job.Spool.Open(description.Bytes));
        })];
        Task listening = ListenAsync(input, new ImageAssembly(images), stop, end);
        await RunAsync(job, images, output, stop.Token, end.Token).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        _ = listening; // waits for input that nobody needs any more
        foreach (SpooledImage image in images)
        {
            image.Dispose();
        }
    }

    private static async Task RunAsync(
        IChildJob job,
        ImmutableArray<SpooledImage> images,
        Stream output,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        try
        {
            await job.RunAsync(images, message => WriteAsync(output, message), stop, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await FailAsync(output, StatusCode.Aborted, "The process that ran the models was asked to end.")
                .ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, the bridge is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RpcException status = StatusMapper.ToStatus(exception)
                ?? new RpcException(StatusCode.Unknown, exception.ToString());
            await FailAsync(output, status.Code, status.Message).ConfigureAwait(false);
        }
    }

    private static Task FailAsync(Stream output, StatusCode code, string message) =>
        WriteAsync(output, new FromChild { Failure = new Failure { Code = (int)code, Message = message } });

    private static async Task ListenAsync(
        Stream input, ImageAssembly assembly, CancellationTokenSource stop, CancellationTokenSource end)
    {
        try
        {
            while (await DelimitedStream.ReadAsync(input, ToChild.Parser, end.Token).ConfigureAwait(false) is ToChild message)
            {
                if (message.Chunk is ImageChunk chunk)
                {
                    assembly.AddChunk(chunk.Image, chunk.Offset, chunk.Data.Span);
                }
                else if (message.Stop is not null)
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false); // the bridge has ended, or sends what nobody understands
        }
    }

    private static async Task WriteAsync(Stream output, FromChild message)
    {
        await DelimitedStream.WriteAsync(output, message, CancellationToken.None).ConfigureAwait(false);
        await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
