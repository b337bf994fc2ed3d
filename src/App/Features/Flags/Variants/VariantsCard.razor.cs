using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Variants;

/// <summary>A flag's variants in the order people chose, with what can be done to each.</summary>
public sealed partial class VariantsCard
{
    private (VariantAction Action, VariantView About)? _asked;
    private bool _isAdding;
    private IReadOnlyList<Error> _errors = [];
    private string? _told;
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    /// <summary>Something was saved, or is no longer as shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required ReorderVariants Reorder { get; init; }

    private bool CanEdit => Workspace.MayEditVariants(View);

    private bool CanDescribe => Workspace.MayDescribeVariants(View);

    private IEnumerable<VariantAction> ActionsOf(VariantView variant, int place)
    {
        yield return VariantAction.Describe;
        yield return VariantAction.SetPicture;
        if (variant.Picture is not null)
        {
            yield return VariantAction.RemovePicture;
        }

        if (!CanEdit)
        {
            yield break;
        }

        yield return VariantAction.Edit;
        if (place > 0)
        {
            yield return VariantAction.MoveUp;
        }

        if (place < View.Variants.Count - 1)
        {
            yield return VariantAction.MoveDown;
        }

        yield return variant.IsArchived ? VariantAction.Restore : VariantAction.Archive;
        yield return VariantAction.Delete;
    }

    private Task ChooseAsync(VariantAction action, VariantView variant)
    {
        switch (action)
        {
            case VariantAction.MoveUp:
                return MoveAsync(variant, -1);
            case VariantAction.MoveDown:
                return MoveAsync(variant, 1);
            default:
                (_asked, _told) = ((action, variant), null);
                return Task.CompletedTask;
        }
    }

    private async Task MoveAsync(VariantView variant, int by)
    {
        if (_busy)
        {
            return;
        }

        var order = View.Listed.Select(listed => listed.Id).ToList();
        var place = order.IndexOf(variant.Id);
        (order[place], order[place + by]) = (order[place + by], order[place]);
        _busy = true;
        _errors = (await Reorder.RunAsync(new(Workspace.Access, View.FeatureId, order), CancellationToken.None)).Errors;
        _busy = false;
        _told = _errors.Count == 0 ? $"{variant.Key} is number {place + by + 1} of {order.Count} now." : null;
        await OnChanged.InvokeAsync();
    }

    private Task DoneAsync()
    {
        (_asked, _isAdding) = (null, false);
        return OnChanged.InvokeAsync();
    }
}
