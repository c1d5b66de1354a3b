namespace BioZooCte.Bridge.Hosting;

/// <summary>A bridge cannot be started as asked.</summary>
/// <param name="message">Where, what was found and what was expected.</param>
internal sealed class BridgeStartException(string message) : Exception(message);
