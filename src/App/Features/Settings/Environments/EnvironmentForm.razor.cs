using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Environments;

/// <summary>The settings of an environment.</summary>
public sealed partial class EnvironmentForm
{
    private const string Like = "follow";
    private const string Hide = "hide";
    private const string Show = "show";

    private string? _name;
    private bool _isProduction;
    private string? _hideDisabled;
    private bool _hideSensitive;
    private bool _allowClientTraits;
    private string? _origins;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Inject]
    public required EditEnvironment Edit { get; init; }

    [Inject]
    public required SettingsReads Reads { get; init; }

    private protected override object Subject => Settings.Info.Id;

    private protected override Entries Typed
    {
        get => new(_name ?? string.Empty, _isProduction, _hideDisabled ?? Like, _hideSensitive, _allowClientTraits, _origins ?? string.Empty);
        set => (_name, _isProduction, _hideDisabled, _hideSensitive, _allowClientTraits, _origins) = value;
    }

    private IReadOnlyList<(string Value, string Text)> HideOptions =>
    [
        (Like, $"Like the project, which {(Settings.ProjectHidesDisabledFlags ? "hides" : "shows")} them"),
        (Hide, "Hide them"),
        (Show, "Show them"),
    ];

    private protected override int RevisionOf(EnvironmentSettings settings) => settings.Revision;

    private protected override Entries EntriesOf(EnvironmentSettings settings) => new(
        settings.Info.Name,
        settings.Info.IsProduction,
        settings.HideDisabledFlags switch { null => Like, true => Hide, false => Show },
        settings.HideSensitiveData,
        settings.AllowClientTraits,
        settings.AllowedOrigins ?? string.Empty);

    private protected override Entries Merge(Entries start, Entries typed, Entries theirs) => new(
        ThreeWayMerge.Of(start.Name, typed.Name, theirs.Name),
        ThreeWayMerge.Of(start.IsProduction, typed.IsProduction, theirs.IsProduction),
        ThreeWayMerge.Of(start.HideDisabled, typed.HideDisabled, theirs.HideDisabled),
        ThreeWayMerge.Of(start.HideSensitive, typed.HideSensitive, theirs.HideSensitive),
        ThreeWayMerge.Of(start.AllowClientTraits, typed.AllowClientTraits, theirs.AllowClientTraits),
        ThreeWayMerge.Of(start.Origins, typed.Origins, theirs.Origins));

    private protected override bool IsUnchanged(Entries start, Entries typed)
        => typed with { Name = typed.Name.Trim() } == start with { Name = start.Name.Trim() };

    private protected override Task<Result<int>> StoreAsync(Entries entries) => Edit.RunAsync(
        new(Access, Settings.Info.Id)
        {
            Name = entries.Name,
            IsProduction = entries.IsProduction,
            HideDisabledFlags = entries.HideDisabled switch { Hide => true, Show => false, _ => null },
            HideSensitiveData = entries.HideSensitive,
            AllowClientTraits = entries.AllowClientTraits,
            AllowedOrigins = entries.Origins,
            ExpectedRevision = Revision,
        },
        CancellationToken.None);

    private protected override Task<EnvironmentSettings?> LookAsync() => Reads.EnvironmentAsync(Access, Settings.Info.Id);

    /// <summary>What the fields hold.</summary>
    public sealed record Entries(string Name, bool IsProduction, string HideDisabled, bool HideSensitive, bool AllowClientTraits, string Origins);
}
