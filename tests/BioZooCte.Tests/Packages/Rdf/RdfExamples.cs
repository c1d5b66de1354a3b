using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Rdf;

namespace BioZooCte.Tests.Packages.Rdf;

/// <summary>Small valid RDFs, and what comes of them when a line is changed.</summary>
internal static class RdfExamples
{
    public const string Format05 = """
        format_version: 0.5.4
        type: model
        name: A small model
        inputs:
        - id: raw
          axes:
          - type: batch
          - type: channel
            channel_names: [dapi, gfp]
          - {type: space, id: y, size: {min: 64, step: 16}}
          - {type: space, id: x, size: {min: 64, step: 16}}
          test_tensor: {source: test_input.npy}
          preprocessing: []
        outputs:
        - id: probability
          axes:
          - type: batch
          - type: channel
            channel_names: [nucleus]
          - {type: space, id: y, size: {tensor_id: raw, axis_id: y}, halo: 8}
          - {type: space, id: x, size: {tensor_id: raw, axis_id: x}, halo: 8}
          postprocessing: []
        weights:
          onnx: {source: weights.onnx, opset_version: 16}
        """;

    public const string Format04 = """
        format_version: 0.4.10
        type: model
        name: A small model
        description: A sentence.
        authors: [{name: Ada}]
        documentation: README.md
        license: MIT
        timestamp: '2024-12-31T12:00:00Z'
        inputs:
        - name: raw
          axes: bcyx
          data_type: float32
          shape: {min: [1, 1, 64, 64], step: [0, 0, 16, 16]}
          preprocessing: []
        outputs:
        - name: probability
          axes: bcyx
          data_type: float32
          shape: {reference_tensor: raw, scale: [1, 1, 1, 1], offset: [0, 0, 0, 0]}
          halo: [0, 0, 8, 8]
          postprocessing: []
        test_inputs: [test_input.npy]
        test_outputs: [test_output.npy]
        weights:
          onnx: {source: weights.onnx}
        """;

    public static ModelDescription Parse(string text, ICollection<PackageNotice>? notices = null) =>
        RdfReader.Parse(text, "rdf.yaml", notices ?? []);

    public static ModelDescription Parse05(string line, string replacement) =>
        Parse(Replace(Format05, line, replacement));

    public static ModelDescription Parse04(string line, string replacement) =>
        Parse(Replace(Format04, line, replacement));

    public static string Refuse(string text) =>
        Assert.ThrowsExactly<InvalidModelPackageException>(() => Parse(text)).Message;

    public static string Refuse05(string line, string replacement) =>
        Refuse(Replace(Format05, line, replacement));

    public static string Refuse04(string line, string replacement) =>
        Refuse(Replace(Format04, line, replacement));

    public static string Replace(string text, string line, string replacement)
    {
        Assert.Contains(line, text);
        int start = text.IndexOf(line, StringComparison.Ordinal);
        return text[..start] + replacement + text[(start + line.Length)..];
    }
}
