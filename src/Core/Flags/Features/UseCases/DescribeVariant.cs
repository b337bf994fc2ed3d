using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>Changes what is written about a variant. It is served to nobody, so an experiment that freezes the flag leaves it free.</summary>
public sealed class DescribeVariant(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="VariantId">The variant.</param>
    /// <param name="Description">Empty for none.</param>
    /// <param name="ExpectedRevision">The feature's revision on the asker's screen; null edits whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, int VariantId, string? Description, int? ExpectedRevision = null);

    /// <returns>The feature's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = FlagText.CheckVariantDescription(command.Description).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        if (edit.Variant(command.VariantId) is not { } variant)
        {
            return FlagErrors.VariantNotFound();
        }

        var description = command.Description?.Trim() ?? string.Empty;
        if (description == variant.Description)
        {
            return change.Nothing<int>(edit.Feature.Revision);
        }

        variant.Description = description;
        return edit.Save("variant_described", $"description of variant {variant.Key} changed");
    }
}
