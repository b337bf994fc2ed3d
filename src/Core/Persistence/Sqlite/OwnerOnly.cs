namespace ExperimentAdmin.Core.Persistence.Sqlite;

/// <summary>
/// Files and folders that nobody but the user of this process may read or write: 0600 and 0700. On Windows they inherit what their
/// folder says.
/// </summary>
public static class OwnerOnly
{
    private const UnixFileMode OfFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Shared = UnixFileMode.StickyBit | UnixFileMode.SetGroup;

    /// <summary>
    /// Makes a folder with what is above it, or closes one that is there. One that others share, or that has further folders in it, is left
    /// as it is.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="inside">The names of folders in it that are ours too.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static DirectoryInfo Folder(string path, params IReadOnlyCollection<string> inside)
    {
        var folder = new DirectoryInfo(path);
        if (OperatingSystem.IsWindows())
        {
            folder.Create();
        }
        else if (!folder.Exists)
        {
            _ = folder.Parent is { Exists: false } above ? Folder(above.FullName) : null;
            folder = Directory.CreateDirectory(path, OfFolder);
        }
        else if ((folder.UnixFileMode & Shared) == UnixFileMode.None && folder.EnumerateDirectories().All(other => inside.Contains(other.Name, StringComparer.Ordinal)))
        {
            Close(folder, OfFolder);
        }

        return folder;
    }

    /// <summary>Whether everybody may write into a folder, and so put there what they like.</summary>
    public static bool IsOpen(DirectoryInfo folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return !OperatingSystem.IsWindows() && folder.UnixFileMode.HasFlag(UnixFileMode.OtherWrite);
    }

    /// <summary>Closes those files that are there; a link is not followed to what may be anybody's.</summary>
    public static void Files(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        foreach (var file in paths.Select(path => new FileInfo(path)).Where(file => file.Exists && file.LinkTarget is null))
        {
            Close(file, OfFile);
        }
    }

    /// <summary>Makes an empty file unless something of that name is there, or none can be made.</summary>
    public static void Make(string path)
    {
        try
        {
            new FileStream(path, Options(FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite)).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Whoever opens it says why it cannot be used.
        }
    }

    /// <summary>How a file is opened that is made closed when it is not there.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OfFile;
        }

        return options;
    }

    private static void Close(FileSystemInfo entry, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows() || entry.UnixFileMode == mode)
        {
            return;
        }

        try
        {
            entry.UnixFileMode = mode;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, who decides: whether it can be used is found out where it is.
        }
    }
}
