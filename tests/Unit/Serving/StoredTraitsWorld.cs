using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>Stored traits on a database that can be counted, held up and taken away.</summary>
public abstract class StoredTraitsWorld(DatabaseProvider provider) : WorldTests(provider)
{
    private protected CountedCommands Counted { get; } = new();

    private protected bool IsDown { get; set; }

    private protected Action? OnOpen { get; set; }

    private protected async Task<StoredTraits> OpenAsync(long room = 16_000_000)
    {
        var traits = Make(room);
        await traits.WriteAsync(Cancellation);
        return traits;
    }

    private protected StoredTraits Make(long room = 16_000_000) => new(
        new MadeContexts(() =>
        {
            OnOpen?.Invoke();
            return IsDown ? throw new InvalidOperationException("The database is down.") : Database.CreateDbContext(Counted);
        }),
        World.Get<WriteGate>(),
        World.Get<WriteMetrics>(),
        World.Clock,
        NullLogger<StoredTraits>.Instance,
        room);

    private protected async Task MergeAsync(StoredTraits traits, string identifier, params (string Key, string? Value)[] changes)
        => (await traits.MergeAsync(
            World.EnvironmentId,
            identifier,
            [.. changes.Select(change => KeyValuePair.Create(change.Key, ContextValue.Of(change.Value)))],
            Cancellation)).Error.ShouldBeNull();

    private protected async Task<Dictionary<string, string?>> ReadAsync(StoredTraits traits, string identifier)
        => (await traits.ReadAsync(World.EnvironmentId, identifier, Cancellation))
            .ToDictionary(trait => trait.Key, trait => trait.Value.ToText(), StringComparer.Ordinal);

    private protected async Task<string?> StoredAsync(string identifier)
    {
        await using var db = World.Open();
        return await db.Set<StoredIdentity>().Where(identity => identity.EnvironmentId == World.EnvironmentId && identity.Identifier == identifier)
            .Select(identity => identity.Traits).SingleOrDefaultAsync(Cancellation);
    }
}
