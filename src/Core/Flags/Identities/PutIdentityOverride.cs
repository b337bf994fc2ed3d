using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>
/// Forces what one identity gets of a flag, whatever segments and experiments say. Allowed while an experiment holds the
/// flag: support must be able to help one person without ending it for all.
/// </summary>
public sealed class PutIdentityOverride(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; support.</param>
    /// <param name="EnvironmentId">Where.</param>
    /// <param name="FeatureId">The flag.</param>
    /// <param name="Identifier">1 to 2,000 characters, exactly as the application sends it: blanks around it count.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int FeatureId, string? Identifier)
    {
        /// <summary>Whether the flag is enabled for the identity.</summary>
        public required bool Enabled { get; init; }

        /// <summary>The variant to force; null serves <see cref="Value"/>.</summary>
        public int? VariantId { get; init; }

        /// <summary>The value to serve when no variant is forced; null for none.</summary>
        public string? Value { get; init; }

        /// <summary>The override's revision on the asker's screen; 0 to add one and refuse if there is one; null for either.</summary>
        public int? ExpectedRevision { get; init; }
    }

    /// <returns>The override's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<int>(
            command.Access, command.EnvironmentId, Permission.EditIdentityOverrides, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (await FeatureEdit.FindAsync(change, command.FeatureId) is not { } feature)
        {
            return FlagErrors.NotFound();
        }

        if (feature.ArchivedAt is not null)
        {
            return FlagErrors.Archived(feature.Name);
        }

        var identifier = command.Identifier ?? string.Empty;
        var value = command.VariantId is null ? FlagValue.ParseOptional(feature.ValueType, command.Value, "value") : (string?)null;
        var unnamed = FlagText.CheckIdentifier(identifier).ToList();
        if (unnamed.Count > 0)
        {
            return unnamed.Concat(value.Errors).ToList(); // What cannot be an identifier cannot be looked for either.
        }

        var entry = await change.Db.Set<IdentityOverride>().SingleOrDefaultAsync(
            entry => entry.EnvironmentId == command.EnvironmentId && entry.FeatureId == feature.Id && entry.Identifier == identifier,
            change.Cancellation);
        if (await WhyStaleAsync(change, command, entry) is { } stale)
        {
            return stale;
        }

        var errors = value.Errors.ToList();
        if (await CheckVariantAsync(change, command, entry) is { } variantError)
        {
            errors.Add(variantError);
        }

        return errors.Count > 0 ? errors : await SaveAsync(change, command, feature, entry, identifier, value.Value);
    }

    private async Task<Result<int>> SaveAsync(
        ChangeContext change, Command command, Feature feature, IdentityOverride? entry, string identifier, string? value)
    {
        var before = entry is null ? null : await IdentityOverrideChange.RecordAsync(change, feature, entry);
        if (entry is not null && (entry.Enabled, entry.Value, entry.VariantId) == (command.Enabled, value, command.VariantId))
        {
            return change.Nothing<int>(entry.Revision);
        }

        if (entry is null)
        {
            entry = new IdentityOverride
            {
                Id = await Counters.TakeAsync(change.Db, Counters.IdentityOverrides, 1, change.Cancellation),
                EnvironmentId = command.EnvironmentId,
                FeatureId = feature.Id,
                Identifier = identifier,
                IdentifierFolded = TextFold.Fold(identifier),
                CreatedAt = change.Now,
            };
            _ = change.Db.Add(entry);
        }

        (entry.Enabled, entry.Value, entry.VariantId) = (command.Enabled, value, command.VariantId);
        _ = await change.Db.SaveChangesAsync(change.Cancellation);
        var after = await IdentityOverrideChange.RecordAsync(change, feature, entry);
        await IdentityOverrideChange.AppendAsync(
            change, entry, before is null ? "identity_override_added" : "identity_override_changed", $"forced: {after.Describe()}", before, after);
        await guard.DisturbAsync(change.Db, command.EnvironmentId, feature.Id, identifier, change.Now, change.Actor.Name, change.Cancellation);
        return entry.Revision;
    }

    private static async Task<Error?> WhyStaleAsync(ChangeContext change, Command command, IdentityOverride? entry)
    {
        if (entry is null)
        {
            // Somebody edited what was removed meanwhile; a new one is what they want then, but they should know.
            return command.ExpectedRevision is > 0 ? FlagErrors.IdentityOverrideNotFound() : null;
        }

        return command.ExpectedRevision is 0
            ? FlagErrors.IdentityTaken(entry.Identifier)
            : await StaleRevision.CheckAsync(change, AuditKey.IdentityOverride(entry.Id), command.ExpectedRevision, entry.Revision);
    }

    private static async Task<Error?> CheckVariantAsync(ChangeContext change, Command command, IdentityOverride? entry)
    {
        if (command.VariantId is not { } variantId)
        {
            return null;
        }

        var variant = await change.Db.Set<Variant>().AsNoTracking().SingleOrDefaultAsync(
            variant => variant.Id == variantId && variant.FeatureId == command.FeatureId && variant.DeletedAt == null, change.Cancellation);
        return variant switch
        {
            null => FlagErrors.ForcedVariantUnknown(),
            { ArchivedAt: not null } when entry?.VariantId != variantId => FlagErrors.ForcedVariantArchived(variant.Key),
            _ => null,
        };
    }
}
