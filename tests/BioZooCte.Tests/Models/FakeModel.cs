using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Models;

/// <summary>What the package of a <see cref="FakeBackend"/> states.</summary>
internal sealed record FakeModel
{
    public string Size { get; init; } = "{min: 16, step: 8}";

    public int Halo { get; init; } = 4;

    public string Type { get; init; } = "float32";

    public string Preprocessing { get; init; } = "[]";

    public string Postprocessing { get; init; } = "[]";

    /// <summary>Whether the model takes z.</summary>
    public bool IsVolume { get; init; }

    public string Rdf => $$"""
        format_version: 0.5.4
        type: model
        name: a fake model
        inputs:
        - id: raw
          axes:
          - type: batch
          - type: channel
            channel_names: [gray]
        {{(IsVolume ? "  - {type: space, id: z, size: {min: 1, step: 1}}" : "")}}
          - {type: space, id: y, size: {{Size}}}
          - {type: space, id: x, size: {{Size}}}
          data: {type: {{Type}}}
          test_tensor: {source: test_input.npy}
          preprocessing: {{Preprocessing}}
        outputs:
        - id: out
          axes:
          - type: batch
          - type: channel
            channel_names: [foreground]
        {{(IsVolume ? "  - {type: space, id: z, size: {tensor_id: raw, axis_id: z}}" : "")}}
          - {type: space, id: y, size: {tensor_id: raw, axis_id: y}{{HaloField}}}
          - {type: space, id: x, size: {tensor_id: raw, axis_id: x}{{HaloField}}}
          data: {type: float32}
          test_tensor: {source: test_output.npy}
          postprocessing: {{Postprocessing}}
        weights:
          onnx: {source: weights.onnx, opset_version: 16}
        """;

    private string HaloField => Halo == 0 ? "" : $", halo: {Halo}";

    /// <summary>Writes the package into a folder of this name.</summary>
    public string Write(PackageFolder folder, string name = "fake")
    {
        folder.Write($"{name}/weights.onnx", "none");
        return Path.GetDirectoryName(folder.Write($"{name}/rdf.yaml", Rdf))!;
    }
}
