using Microsoft.AspNetCore.Http;

namespace BioZooCte.Bridge.Hosting;

/// <summary>Counts calls as they pass; questions about health and measurements are none.</summary>
/// <param name="count">The count.</param>
internal sealed class CallCounter(CallCount count)
{
    /// <summary>Lets a call pass.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/grpc.health.v1.Health") || context.Request.Path == "/metrics")
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        count.Enter();
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            count.Leave();
        }
    }
}
