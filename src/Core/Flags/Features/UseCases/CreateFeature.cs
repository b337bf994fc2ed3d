using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Flags.States.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>Creates a flag, with its variants if there are any, in every environment of the project at once.</summary>
public sealed class CreateFeature(UnitOfWork work)
{
    /// <summary>The most features of one project, archived ones counted.</summary>
    public const int MaxFeatures = 1_000;

    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="Name">Letters, digits, <c>_</c>, <c>-</c> and <c>.</c>; unique in the project whatever its case. Never changes.</param>
    /// <param name="ValueType">What kind of value the flag and its variants serve. Never changes.</param>
    public sealed record Command(ProjectAccess Access, string? Name, FlagValueType ValueType)
    {
        /// <summary>The control value in every environment; null for a plain switch.</summary>
        public string? InitialValue { get; init; }

        /// <summary>Whether the flag is enabled from the start, in every environment.</summary>
        public bool DefaultEnabled { get; init; }

        /// <summary>What people should know about the flag.</summary>
        public string? Description { get; init; }

        /// <summary>At most <see cref="TagRules.Most"/>; kept as <see cref="TagRules.Fold"/> gives them.</summary>
        public IReadOnlyList<string> Tags { get; init; } = [];

        /// <summary>Whom to ask about it; null for the person who creates it.</summary>
        public NewOwner? Owner { get; init; }

        /// <summary>Whether the flag is hidden from client keys.</summary>
        public bool ServerKeyOnly { get; init; }

        /// <summary>In the order people will see them. Each starts with a share of 0 everywhere.</summary>
        public IReadOnlyList<NewVariant> Variants { get; init; } = [];
    }

    /// <param name="Key">Letters, digits, <c>_</c> and <c>-</c>; not <c>control</c>. Never changes.</param>
    /// <param name="Value">Of the flag's type.</param>
    public sealed record NewVariant(string? Key, string? Value)
    {
        /// <summary>What is written about it; null or empty for nothing.</summary>
        public string? Description { get; init; }
    }

    /// <returns>The new feature's id.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = Check(command).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private static IEnumerable<Error> Check(Command command)
        => FeatureName.Check(command.Name)
            .Concat(FlagText.CheckDescription(command.Description))
            .Concat(TagRules.Check(command.Tags))
            .Concat(FlagValue.ParseOptional(command.ValueType, command.InitialValue, "initialValue").Errors)
            .Concat(command.Variants.Count > Feature.MaxVariants ? [FlagErrors.TooManyVariants()] : [])
            .Concat(command.Variants.SelectMany((variant, index)
                => VariantKey.Check(
                        variant.Key, command.Variants.Take(index).Select(other => other.Key?.Trim() ?? string.Empty), $"variants[{index}].key")
                    .Concat(FlagValue.Parse(command.ValueType, variant.Value, $"variants[{index}].value").Errors)
                    .Concat(FlagText.CheckVariantDescription(variant.Description)
                        .Select(error => error with { Field = $"variants[{index}].description" }))));

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var db = change.Db;
        var name = command.Name!.Trim();
        var folded = TextFold.Fold(name);
        var taken = await db.Set<Feature>().AsNoTracking().SingleOrDefaultAsync(
            feature => feature.ProjectId == command.Access.ProjectId && feature.NameFolded == folded && feature.DeletedAt == null,
            change.Cancellation);
        if (taken is not null)
        {
            return FlagErrors.NameTaken(taken.Name, taken.ArchivedAt is not null);
        }

        if (await db.Set<Feature>().CountAsync(
            feature => feature.ProjectId == command.Access.ProjectId && feature.DeletedAt == null, change.Cancellation) >= MaxFeatures)
        {
            return FlagErrors.TooMany(MaxFeatures);
        }

        if (!(await Owners.FirstAsync(db, change.Access, command.Owner, change.Cancellation)).TryGet(out var owner, out var error))
        {
            return error;
        }

        return await AddAsync(change, command, (name, folded), owner);
    }

    private static async Task<Result<int>> AddAsync(ChangeContext change, Command command, (string Given, string Folded) name, OwnerItem? owner)
    {
        var db = change.Db;
        var feature = new Feature
        {
            ProjectId = command.Access.ProjectId,
            Name = name.Given,
            NameFolded = name.Folded,
            Description = command.Description?.Trim() ?? string.Empty,
            Tags = TagRules.Keep(TagRules.Fold(command.Tags)),
            OwnerId = owner?.PersonId,
            OwnerName = owner?.Name,
            ValueType = command.ValueType,
            InitialValue = FlagValue.ParseOptional(command.ValueType, command.InitialValue, "initialValue").Value,
            DefaultEnabled = command.DefaultEnabled,
            ServerKeyOnly = command.ServerKeyOnly,
            NextOrdinal = command.Variants.Count + 1,
            Revision = 1,
            CreatedAt = change.Now,
        };
        _ = db.Add(feature);
        _ = await db.SaveChangesAsync(change.Cancellation);
        var variants = command.Variants.Select((variant, index) => new Variant
        {
            FeatureId = feature.Id,
            Key = variant.Key!.Trim(),
            Value = FlagValue.Parse(command.ValueType, variant.Value, "value").Value,
            Description = variant.Description?.Trim() ?? string.Empty,
            Ordinal = index + 1,
            Position = index,
        }).ToList();
        db.AddRange(variants);
        _ = await db.SaveChangesAsync(change.Cancellation);
        await FlagWriter.CreateAsync(
            change, [.. change.Environments.Select(environment => new NewFlag(environment.Id, feature.Id, feature.DefaultEnabled, feature.InitialValue))]);
        change.Record(new AuditDraft
        {
            Kind = AuditKind.Feature,
            Key = AuditKey.Feature(feature.Id),
            Number = feature.Revision,
            Name = feature.Name,
            Action = "created",
            Summary = variants.Count == 0 ? "created" : $"created with {string.Join(", ", variants.Select(variant => variant.Key))}",
            After = FeatureRecord.Of(feature, variants),
        });
        return feature.Id;
    }
}
