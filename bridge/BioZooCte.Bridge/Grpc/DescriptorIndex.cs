using Google.Protobuf.Reflection;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Proto files, and what stands in them, by name.</summary>
internal sealed class DescriptorIndex
{
    private readonly Dictionary<string, FileDescriptor> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, int Number), FileDescriptor> _extensions = [];

    /// <summary>Indexes files and all that they import.</summary>
    public DescriptorIndex(IEnumerable<FileDescriptor> files)
    {
        foreach (FileDescriptor file in files)
        {
            Add(file);
        }
    }

    /// <summary>The file of a name, such as <c>grpc/health/v1/health.proto</c>; null if there is none.</summary>
    public FileDescriptor? File(string name) => _files.GetValueOrDefault(name);

    /// <summary>The file that declares a service, method, message, field, enum, value or extension.</summary>
    public FileDescriptor? FileOfSymbol(string fullName) => _symbols.GetValueOrDefault(fullName.TrimStart('.'));

    /// <summary>The file that declares an extension of a message.</summary>
    public FileDescriptor? FileOfExtension(string type, int number) => _extensions.GetValueOrDefault((type, number));

    /// <summary>The numbers of the extensions of a message, ascending; null where there is no such message.</summary>
    public IReadOnlyList<int>? ExtensionNumbers(string type) => _symbols.ContainsKey(type)
        ? [.. _extensions.Keys.Where(e => e.Type == type).Select(e => e.Number).Order()]
        : null;

    private void Add(FileDescriptor file)
    {
        if (!_files.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (FileDescriptor dependency in file.Dependencies)
        {
            Add(dependency);
        }

        foreach (ServiceDescriptor service in file.Services)
        {
            Add(service);
            Add(service.Methods);
        }

        foreach (MessageDescriptor message in file.MessageTypes)
        {
            Add(message);
        }

        foreach (EnumDescriptor type in file.EnumTypes)
        {
            Add(type);
        }

        Add(file.Extensions);
    }

    private void Add(MessageDescriptor message)
    {
        Add((IDescriptor)message);
        Add(message.Fields.InDeclarationOrder());
        Add(message.Oneofs);
        foreach (MessageDescriptor nested in message.NestedTypes)
        {
            Add(nested);
        }

        foreach (EnumDescriptor type in message.EnumTypes)
        {
            Add(type);
        }

        Add(message.Extensions);
    }

    private void Add(EnumDescriptor type)
    {
        Add((IDescriptor)type);
        Add(type.Values);
    }

    private void Add(ExtensionCollection extensions)
    {
        foreach (FieldDescriptor extension in extensions.UnorderedExtensions)
        {
            Add((IDescriptor)extension);
            _extensions[(extension.ExtendeeType.FullName, extension.FieldNumber)] = extension.File;
        }
    }

    private void Add(IEnumerable<IDescriptor> descriptors)
    {
        foreach (IDescriptor descriptor in descriptors)
        {
            Add(descriptor);
        }
    }

    private void Add(IDescriptor descriptor) => _symbols[descriptor.FullName] = descriptor.File;
}
