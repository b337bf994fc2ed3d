using System.IO.Compression;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Retention;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Retention.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Testing;

namespace ExperimentAdmin.Unit.Retention;

/// <summary>A world with old records, and runs that remove some of them.</summary>
public abstract class RetentionWorld : WorldTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("experiment-admin-archive-");

    private protected RetentionWorld(DatabaseProvider provider)
        : base(provider) => Folder = Path.Join(_folder.FullName, "archive");

    private protected static DateTimeOffset Old { get; } = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private protected RetentionHealth Health { get; } = new();

    private protected FakeLogger<RunRetention> Logger { get; } = new();

    private protected string Folder { get; }

    private protected static InstanceAccess Instance => AccessGate.ForSystem();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private protected RunRetention Run() => new(
        World.Get<IDbContextFactory<AppDbContext>>(), World.Get<UnitOfWork>(), World.Get<WriteGate>(), Archive(), Health, World.Clock, Logger);

    private protected RetentionArchive Archive() => new(new RetentionOptions(Folder));

    private protected async Task<IReadOnlyList<RetentionRunItem>> RunAsync()
    {
        using var run = Run();
        return (await run.RunAsync(new(Instance), Cancellation)).Value;
    }

    // Without a look at the folder, which a test may have made unusable.
    private protected async Task KeepAsync(RetentionDays days)
    {
        await using var db = World.Open();
        (await db.Set<RetentionRow>().SingleAsync(Cancellation)).Days = days;
        await db.SaveChangesAsync(Cancellation);
    }

    private protected async Task AddAsync(
        string key, int count, int? environmentId = null, bool isOfInstance = false, AuditKind kind = AuditKind.Flag, bool hasEnded = false, DateTimeOffset? at = null,
        string? also = null, int alsoFrom = 0, int numberFrom = 1, bool isAlsoBackwards = false)
    {
        await using var db = World.Open();
        db.AddRange(Enumerable.Range(numberFrom, count).Select(number => new AuditRecord
        {
            ProjectId = isOfInstance ? null : World.ProjectId,
            EnvironmentId = environmentId,
            Kind = kind,
            ObjectKey = key,
            Number = number,
            AlsoKey = also,
            AlsoNumber = also is null ? null : isAlsoBackwards ? alsoFrom + count - number : alsoFrom + number - 1,
            ObjectName = "thing",
            ObjectNameFolded = "thing",
            Action = "edited",
            Summary = "changed",
            ActorKind = ActorKind.System,
            ActorName = "System",
            At = at ?? Old,
            Before = number == 1 ? null : $$"""{"name":"Value {{number - 1}}"}""",
            After = hasEnded && number == count ? null : $$"""{"name":"Value {{number}}"}""",
        }));
        await db.SaveChangesAsync(Cancellation);
    }

    private protected async Task<int> CountAsync(string key)
    {
        await using var db = World.Open();
        return await db.Set<AuditRecord>().CountAsync(record => record.ObjectKey == key, Cancellation);
    }

    private protected async Task<long> NewestIdAsync()
    {
        await using var db = World.Open();
        return await db.Set<AuditRecord>().MaxAsync(record => record.Id, Cancellation);
    }

    private protected List<JsonNode> Archived(RetentionRunItem run)
    {
        using var file = new FileStream(Path.Join(Folder, run.File), FileMode.Open, FileAccess.Read);
        using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
