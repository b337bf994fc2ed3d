using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Flags.States.UseCases;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>
/// Changes what is written about a flag, who owns it, who may fetch it, and how it starts in environments made later. An experiment that
/// freezes the flag leaves all of it free but for who may fetch it: the rest is served to nobody.
/// </summary>
public sealed class EditFeature(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId)
    {
        /// <summary>The new description, or null to keep it.</summary>
        public string? Description { get; init; }

        /// <summary>The new tags, or null to keep them; kept as <see cref="TagRules.Fold"/> gives them.</summary>
        public IReadOnlyList<string>? Tags { get; init; }

        /// <summary>The new owner, or null to keep who it is.</summary>
        public NewOwner? Owner { get; init; }

        /// <summary>Whether client keys no longer get the flag, or null to keep that as it is.</summary>
        public bool? ServerKeyOnly { get; init; }

        /// <summary>The control value in new environments, or null to keep it. Environments that exist keep theirs.</summary>
        public NewValue? InitialValue { get; init; }

        /// <summary>Whether the flag starts enabled in new environments, or null to keep that as it is.</summary>
        public bool? DefaultEnabled { get; init; }

        /// <summary>The feature's revision on the asker's screen.</summary>
        public int? ExpectedRevision { get; init; }
    }

    /// <returns>The feature's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        var feature = edit.Feature;
        var errors = FlagText.CheckDescription(command.Description).Concat(TagRules.Check(command.Tags)).ToList();
        var initial = command.InitialValue is { } typed
            ? FlagValue.ParseOptional(feature.ValueType, typed.Text, "initialValue")
            : feature.InitialValue;
        errors.AddRange(initial.Errors);
        var owner = command.Owner is { } named && named.PersonId != feature.OwnerId
            ? await Owners.FindAsync(change.Db, change.Access.ProjectId, named, change.Cancellation)
            : (Result<OwnerItem?>?)null;
        errors.AddRange(owner?.Errors ?? []);
        if (command.ServerKeyOnly is { } hidden && hidden != feature.ServerKeyOnly
            && await guard.WhyVariantsFrozenAsync(change.Db, change.Access, feature.Id, change.Cancellation) is { } frozen)
        {
            // Hiding the flag from browsers in the middle of an experiment would end it there.
            errors.Add(frozen);
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        var changed = Apply(feature, command, initial.Value);
        if (owner is { Value: var next })
        {
            changed.Add(Owners.Change(feature.OwnerName, next?.Name));
            (feature.OwnerId, feature.OwnerName) = (next?.PersonId, next?.Name);
        }

        return changed.Count == 0 ? change.Nothing<int>(feature.Revision) : edit.Save("edited", string.Join("; ", changed));
    }

    private static List<string> Apply(Feature feature, Command command, string? initial)
    {
        var changed = new List<string>();
        if (command.Description?.Trim() is { } description && description != feature.Description)
        {
            feature.Description = description;
            changed.Add("description changed");
        }

        if (command.Tags is { } tags && TagRules.Keep(TagRules.Fold(tags)) is var kept && kept != feature.Tags)
        {
            changed.Add(TagRules.Change(TagRules.Read(feature.Tags), TagRules.Read(kept)));
            feature.Tags = kept;
        }

        if (command.ServerKeyOnly is { } serverKeyOnly && serverKeyOnly != feature.ServerKeyOnly)
        {
            feature.ServerKeyOnly = serverKeyOnly;
            changed.Add(serverKeyOnly ? "for server keys only" : "for client keys too");
        }

        if (initial != feature.InitialValue)
        {
            changed.Add($"initial value {FlagValue.Quote(feature.InitialValue)} to {FlagValue.Quote(initial)}");
            feature.InitialValue = initial;
        }

        if (command.DefaultEnabled is { } enabled && enabled != feature.DefaultEnabled)
        {
            feature.DefaultEnabled = enabled;
            changed.Add(enabled ? "starts enabled in new environments" : "starts disabled in new environments");
        }

        return changed;
    }
}
