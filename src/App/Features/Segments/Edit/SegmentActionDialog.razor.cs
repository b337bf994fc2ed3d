using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Edit;

/// <summary>Says what archiving, restoring or deleting a segment does, and does it. Show it with an <c>@if</c>.</summary>
public sealed partial class SegmentActionDialog
{
    private SegmentItem? _theirs;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required SegmentItem Item { get; set; }

    [Parameter, EditorRequired]
    public required SegmentAction Action { get; set; }

    [Inject]
    public required SegmentReads Reads { get; init; }

    [Inject]
    public required ArchiveSegment Archive { get; init; }

    [Inject]
    public required RestoreSegment Restore { get; init; }

    [Inject]
    public required DeleteSegment Delete { get; init; }

    // What somebody else made of it meanwhile, once the dialog has said so.
    private SegmentItem Now => _theirs ?? Item;

    private string Title => $"{Action} {Now.Name}?";

    private string Button => $"{Action} segment";

    private string Effect => Action switch
    {
        SegmentAction.Archive => "It becomes read only and is no longer offered for flags. You can restore it at any time.",
        SegmentAction.Restore => "It can be edited and used by flags again.",
        SegmentAction.Delete => "Nobody can use it any more, and this cannot be undone. The audit log keeps what was in it.",
    };

    private protected override string Done => Action switch
    {
        SegmentAction.Archive => $"{Now.Name} is archived.",
        SegmentAction.Restore => $"{Now.Name} is restored.",
        SegmentAction.Delete => $"{Now.Name} is deleted.",
    };

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
    {
        var (access, id, none) = (Workspace.Access, Item.Id, CancellationToken.None);
        return Action switch
        {
            SegmentAction.Archive => (await Archive.RunAsync(new(access, id, Now.Revision), none)).Errors,
            SegmentAction.Restore => (await Restore.RunAsync(new(access, id, Now.Revision), none)).Errors,
            SegmentAction.Delete => (await Delete.RunAsync(new(access, id, Now.Revision), none)).Errors,
        };
    }

    private protected override async Task LookAgainAsync() => _theirs = (await Reads.FindAsync(Workspace.Access, Item.Id))?.Item;
}
