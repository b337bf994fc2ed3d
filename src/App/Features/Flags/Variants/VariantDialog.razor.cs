using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Variants;

/// <summary>Says what an action on a variant does, asks for what it needs, and does it. Show it with an <c>@if</c>.</summary>
public sealed partial class VariantDialog
{
    private string? _value;
    private string? _description;
    private Task<PictureFile>? _file;
    private bool _isChosen; // Since something was refused.
    private int _revision;
    private bool _isStale;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    [Parameter, EditorRequired]
    public required VariantAction Action { get; set; }

    [Parameter, EditorRequired]
    public required VariantView Variant { get; set; }

    [Inject]
    public required EditVariant Edit { get; init; }

    [Inject]
    public required DescribeVariant Describe { get; init; }

    [Inject]
    public required SetVariantPicture Picture { get; init; }

    [Inject]
    public required ArchiveVariant Archive { get; init; }

    [Inject]
    public required RestoreVariant Restore { get; init; }

    [Inject]
    public required DeleteVariant Delete { get; init; }

    private FormErrors Placed => new(Errors);

    private IReadOnlyList<Error> Unplaced => Placed.Without("value", "description", "picture").All;

    private protected override bool ChangesNothing
        => (Action is VariantAction.Edit && _value == Variant.Value && _revision == View.FeatureRevision)
            || (Action is VariantAction.Describe && _description == Variant.Description && _revision == View.FeatureRevision);

    private string Title => $"{VariantActions.Word(Action)}: {Variant.Key}";

    private string Button => Action switch
    {
        VariantAction.Edit => "Save value",
        VariantAction.Describe => "Save description",
        VariantAction.SetPicture => "Save picture",
        VariantAction.RemovePicture => "Remove picture",
        _ => $"{VariantActions.Word(Action)} variant",
    };

    private string Effect => Action switch
    {
        VariantAction.Edit => "Everybody who gets this variant gets the new value, in every environment at once.",
        VariantAction.Describe => "People read it beside the variant, in experiments too. Applications never get it.",
        VariantAction.SetPicture => "People see it beside the variant, in experiments too. Applications never get it.",
        VariantAction.RemovePicture => "It is deleted; the history keeps that there was one.",
        VariantAction.Archive => "It keeps its key and value, and can get no share until it is brought back.",
        VariantAction.Restore => "It can get shares again, in every environment.",
        _ => "Its key is free again, and this cannot be undone. The history keeps what it was.",
    };

    private protected override string Done => Action switch
    {
        VariantAction.Edit => $"The value of {Variant.Key} is saved.",
        VariantAction.Describe => $"The description of {Variant.Key} is saved.",
        VariantAction.SetPicture => $"The picture of {Variant.Key} is saved.",
        VariantAction.RemovePicture => $"The picture of {Variant.Key} is removed.",
        VariantAction.Archive => $"{Variant.Key} is archived.",
        VariantAction.Restore => $"{Variant.Key} is back.",
        _ => $"{Variant.Key} is deleted.",
    };

    protected override void OnInitialized() => (_value, _description, _revision) = (Variant.Value, Variant.Description, View.FeatureRevision);

    private void Choose(Task<PictureFile> file) => (_file, _isChosen) = (file, true);

    // Once the refusal said who changed what, the next attempt is made from what the page shows.
    private protected override Task LookAgainAsync()
    {
        _isStale = true;
        return Task.CompletedTask;
    }

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
    {
        var (access, feature, id, none) = (Workspace.Access, View.FeatureId, Variant.Id, CancellationToken.None);
        var revision = _isStale ? View.FeatureRevision : _revision;
        return Action switch
        {
            VariantAction.Edit => (await Edit.RunAsync(new(access, feature, id, _value, revision), none)).Errors,
            VariantAction.Describe => (await Describe.RunAsync(new(access, feature, id, _description, revision), none)).Errors,
            VariantAction.SetPicture => await SetPictureAsync(id),
            VariantAction.RemovePicture => (await Picture.RunAsync(new(access, feature, id, Picture: null), none)).Errors,
            VariantAction.Archive => (await Archive.RunAsync(new(access, feature, id), none)).Errors,
            VariantAction.Restore => (await Restore.RunAsync(new(access, feature, id), none)).Errors,
            _ => (await Delete.RunAsync(new(access, feature, id), none)).Errors,
        };
    }

    private async Task<IReadOnlyList<Error>> SetPictureAsync(int id)
    {
        var file = _file is null ? null : await _file;
        _isChosen = false;
        return file is null ? [PictureFile.Missing]
            : file.Refusal is { } refusal ? [refusal]
            : (await Picture.RunAsync(new(Workspace.Access, View.FeatureId, id, file.Bytes), CancellationToken.None)).Errors;
    }
}
