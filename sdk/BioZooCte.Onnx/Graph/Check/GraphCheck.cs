using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Packages;

using Google.Protobuf.Collections;

using AttributeType = BioZooCte.Onnx.Graph.Proto.AttributeProto.Types.AttributeType;

namespace BioZooCte.Onnx.Graph.Check;

/// <summary>Whether every tensor of a graph is made once and before it is used, graphs inside nodes included.</summary>
internal sealed class GraphCheck(
    string name, TensorCheck tensors, OperatorCheck operators, AttributeCheck attributes)
{
    /// <summary>Graphs inside graphs: more than any control flow needs, and less than a stack bears.</summary>
    private const int MostDepth = 8;

    /// <summary>Checks a model's graph.</summary>
    /// <exception cref="InvalidModelPackageException">It does not hold together; with the place.</exception>
    public void Check(GraphProto graph)
    {
        Check(graph, "graph", [], 0);
        if (graph.Output.Count == 0)
        {
            throw Error("graph.output", "empty", "one tensor or more");
        }
    }

    /// <summary>Checks a function of a model.</summary>
    /// <exception cref="InvalidModelPackageException">It does not hold together; with the place.</exception>
    public void Check(FunctionProto function, string place)
    {
        HashSet<string> known = [.. function.Input];
        CheckNodes(function.Node, place, known, 1);
        RequireKnown(function.Output, $"{place}.output", known);
    }

    private void Check(GraphProto graph, string place, HashSet<string> outer, int depth)
    {
        if (depth > MostDepth)
        {
            throw Error(place, $"{depth} graphs deep", $"{MostDepth} at most");
        }

        HashSet<string> known = [.. outer];
        CheckInputs(graph, place, known);
        CheckInitializers(graph, place, known);
        CheckNodes(graph.Node, place, known, depth);
        RequireKnown(graph.Output.Select(output => output.Name), $"{place}.output", known);
    }

    private void CheckInputs(GraphProto graph, string place, HashSet<string> known)
    {
        HashSet<string> own = [];
        for (int i = 0; i < graph.Input.Count; i++)
        {
            string input = graph.Input[i].Name;
            if (input.Length == 0 || !own.Add(input))
            {
                string found = input.Length == 0 ? "nameless" : $"a second '{Place.Shorten(input)}'";
                throw Error($"{place}.input[{i}]", found, "a name of its own");
            }

            known.Add(input);
        }
    }

    private void CheckInitializers(GraphProto graph, string place, HashSet<string> known)
    {
        HashSet<string> own = [];
        for (int i = 0; i < graph.Initializer.Count; i++)
        {
            TensorProto tensor = graph.Initializer[i];
            string where = Place.Of($"{place}.initializer", i, tensor);
            tensors.Check(tensor, where);
            Add(own, known, tensor.Name, where);
        }

        for (int i = 0; i < graph.SparseInitializer.Count; i++)
        {
            string where = $"{place}.sparse_initializer[{i}]";
            tensors.Check(graph.SparseInitializer[i], where);
            Add(own, known, graph.SparseInitializer[i].Values.Name, where);
        }
    }

    private void Add(HashSet<string> own, HashSet<string> known, string tensor, string where)
    {
        if (tensor.Length == 0 || !own.Add(tensor))
        {
            throw Error(where, tensor.Length == 0 ? "nameless" : "a second of its name", "a name of its own");
        }

        known.Add(tensor);
    }

    private void CheckNodes(RepeatedField<NodeProto> nodes, string place, HashSet<string> known, int depth)
    {
        HashSet<string> made = [];
        for (int i = 0; i < nodes.Count; i++)
        {
            NodeProto node = nodes[i];
            string where = Place.Of(place, i, node);
            operators.Check(node, where);
            RequireKnown(node.Input.Where(input => input.Length > 0), where, known);
            CheckAttributes(node, where, known, depth);
            foreach (string output in node.Output.Where(output => output.Length > 0))
            {
                if (!made.Add(output) || known.Contains(output))
                {
                    throw Error(
                        where, $"a second maker of '{Place.Shorten(output)}'", "tensors that nothing else makes");
                }
            }

            known.UnionWith(node.Output);
        }
    }

    private void CheckAttributes(NodeProto node, string where, HashSet<string> known, int depth)
    {
        HashSet<string> own = [];
        foreach (AttributeProto attribute in node.Attribute)
        {
            string place = $"{where}.{Place.Shorten(attribute.Name)}";
            if (!own.Add(attribute.Name))
            {
                throw Error(place, "stated twice", "once");
            }

            attributes.Check(node, attribute, place);
            if (attribute.RefAttrName.Length == 0)
            {
                CheckValue(attribute, place);
            }

            foreach (TensorProto tensor in attribute.Tensors.Concat(attribute.T is null ? [] : [attribute.T]))
            {
                tensors.Check(tensor, place);
            }

            foreach (SparseTensorProto tensor in
                attribute.SparseTensors.Concat(attribute.SparseTensor is null ? [] : [attribute.SparseTensor]))
            {
                tensors.Check(tensor, place);
            }

            foreach (GraphProto graph in attribute.Graphs.Concat(attribute.G is null ? [] : [attribute.G]))
            {
                Check(graph, place, known, depth + 1);
            }
        }
    }

    private void CheckValue(AttributeProto attribute, string place)
    {
        bool isThere = attribute.Type switch
        {
            AttributeType.Tensor => attribute.T is not null,
            AttributeType.Graph => attribute.G is not null,
            AttributeType.SparseTensor => attribute.SparseTensor is not null,
            AttributeType.TypeProto => attribute.Tp is not null,
            AttributeType.Undefined => false,
            _ => Enum.IsDefined(attribute.Type),
        };
        if (!isThere)
        {
            throw Error(place, $"of the type {attribute.Type} without such a value", "a type and its value");
        }
    }

    private void RequireKnown(IEnumerable<string> names, string where, HashSet<string> known)
    {
        foreach (string tensor in names)
        {
            if (!known.Contains(tensor))
            {
                throw Error(
                    where, $"a use of '{Place.Shorten(tensor)}', which nothing before it makes", "nodes in order");
            }
        }
    }

    private InvalidModelPackageException Error(string place, string found, string expected) =>
        new(name, null, place, found, expected);
}
