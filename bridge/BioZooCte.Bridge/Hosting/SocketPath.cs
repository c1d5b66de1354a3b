using System.Net.Sockets;

using Microsoft.Win32.SafeHandles;

namespace BioZooCte.Bridge.Hosting;

/// <summary>The path that a bridge listens on as a Unix socket.</summary>
internal static class SocketPath
{
    /// <summary>Removes the socket that a server which is gone has left there.</summary>
    /// <exception cref="BridgeStartException">Something else is there, or a server that answers.</exception>
    public static void MakeFree(string path)
    {
        if (!Path.Exists(path))
        {
            return;
        }

        if (IsOpenable(path))
        {
            throw new BridgeStartException($"--listen: {path} is a file or a folder; expected a path that is free, or a socket.");
        }

        if (Answers(path))
        {
            throw new BridgeStartException($"--listen: another server listens at {path}; expected a socket that is free.");
        }

        File.Delete(path);
    }

    /// <summary>
    /// Whether it is anything but a socket, which cannot be opened as files are. To be read alone, a pipe would wait for
    /// its writer; to be written too, a program that runs is refused.
    /// </summary>
    private static bool IsOpenable(string path) =>
        IsOpenable(path, FileAccess.ReadWrite) || IsOpenable(path, FileAccess.Read);

    private static bool IsOpenable(string path, FileAccess access)
    {
        try
        {
            using SafeFileHandle file =
                File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return true; // a folder, or somebody else's
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Answers(string path)
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode != SocketError.ConnectionRefused; // somebody else's may not be asked
        }
    }
}
