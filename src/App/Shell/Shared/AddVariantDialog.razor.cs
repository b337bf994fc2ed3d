using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>Adds a variant to a flag, on the flag's page and in the wizard. Show it with an <c>@if</c>.</summary>
public sealed partial class AddVariantDialog
{
    private string? _key;
    private string? _value;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int FeatureId { get; set; }

    [Parameter, EditorRequired]
    public required string FlagName { get; set; }

    /// <summary>Of the flag's values.</summary>
    [Parameter, EditorRequired]
    public required FlagValueType Type { get; set; }

    [Inject]
    public required AddVariant Add { get; init; }

    private FormErrors Placed => new(Errors);

    private IReadOnlyList<Error> Unplaced => Placed.Without("key", "value").All;

    private protected override string Done => $"{_key?.Trim()} is added.";

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
        => (await Add.RunAsync(new(Workspace.Access, FeatureId, _key, _value), CancellationToken.None)).Errors;
}
