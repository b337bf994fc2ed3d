using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExperimentAdmin.Core.Persistence.Sqlite;
using ExperimentAdmin.Core.Retention.Domain;

namespace ExperimentAdmin.Core.Retention;

/// <summary>
/// The folder of the archive: a file for each run and kind, of JSON lines, compressed with gzip. What was appended is on the disk when
/// that is said, whatever happens to the machine then.
/// </summary>
public sealed class RetentionArchive(RetentionOptions options)
{
    /// <summary>The folder; null when none is known.</summary>
    public string? Folder => options.ArchiveFolder;

    /// <summary>Why nothing can be archived; null when it can.</summary>
    public Error? WhyUnusable()
    {
        if (Folder is null)
        {
            return new Error.Conflict(
                "archive_folder_missing",
                $"What is removed is archived first, and there is no folder for that: set {RetentionOptions.Setting} to one and restart the server, or keep everything for ever.");
        }

        try
        {
            _ = OwnerOnly.Folder(Folder);
            var probe = OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.None);
            probe.Options = FileOptions.DeleteOnClose;
            new FileStream(Path.Join(Folder, $".{Guid.NewGuid():N}"), probe).Dispose();
            return null;
        }
        catch (Exception refused) when (IsFault(refused))
        {
            return Unusable(refused);
        }
    }

    /// <summary>Whether it is the disk's fault, or that of who may write there.</summary>
    internal static bool IsFault(Exception exception) => exception is IOException or UnauthorizedAccessException;

    internal Error Unusable(Exception exception) => new Error.Conflict(
        "archive_unusable",
        $"The archive folder {Folder} cannot be written ({exception.Message.TrimEnd('.')}): let the server's user write there and make room, or name another folder in {RetentionOptions.Setting}.");

    /// <summary>The name of a file that is not there yet.</summary>
    internal string NewFile(RetentionKind kind, DateTimeOffset now)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Word(kind)}-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        var number = 1;
        string file;
        do
        {
            file = number == 1 ? $"{name}.jsonl.gz" : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}.jsonl.gz");
            number++;
        }
        while (Folder is not null && File.Exists(Path.Join(Folder, file)));

        return file;
    }

    /// <summary>Appends lines to a file and has them written to the disk. What cannot be written whole leaves nothing behind.</summary>
    /// <exception cref="IOException">The disk is full, or away.</exception>
    /// <exception cref="UnauthorizedAccessException">Nobody may write there.</exception>
    internal async Task AppendAsync(string name, IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        if (Folder is null)
        {
            throw new IOException("There is no archive folder");
        }

        _ = OwnerOnly.Folder(Folder);
        var path = Path.Join(Folder, name);
        await using var file = new FileStream(path, OwnerOnly.Options(FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read));
        var before = file.Seek(0, SeekOrigin.End);
        try
        {
            // Each batch is compressed on its own; whatever reads gzip reads several one after the other.
            await using (var zip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
            {
                foreach (var line in lines)
                {
                    await zip.WriteAsync(Encoding.UTF8.GetBytes($"{line}\n"), cancellationToken);
                }
            }

            file.Flush(flushToDisk: true);
        }
        catch
        {
            Undo(file, path, before);
            throw;
        }
    }

    private static void Undo(FileStream file, string path, long length)
    {
        try
        {
            file.SetLength(length);
            if (length == 0)
            {
                File.Delete(path);
            }
        }
        catch (Exception refused) when (IsFault(refused))
        {
            // Whoever reads the file finds the whole batches before it.
        }
    }

    private static string Word(RetentionKind kind) => kind switch
    {
        RetentionKind.EnvironmentRecords => "audit-environments",
        RetentionKind.ProjectRecords => "audit-projects",
        RetentionKind.InstanceRecords => "audit-instance",
        RetentionKind.Versions => "flag-versions",
    };
}
