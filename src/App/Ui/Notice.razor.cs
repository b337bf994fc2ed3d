using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>Something to know before going on, with a picture and a word, never by colour alone.</summary>
public sealed partial class Notice
{
    [Parameter]
    public NoticeKind Kind { get; set; }

    /// <summary>The gist in a few words; without it the word for the kind stands there.</summary>
    [Parameter]
    public string? Title { get; set; }

    [Parameter]
    public string? TestId { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Buttons below the text.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    private IconName Picture => Kind switch
    {
        NoticeKind.Info => IconName.Info,
        NoticeKind.Success => IconName.Success,
        NoticeKind.Warning => IconName.Warning,
        NoticeKind.Danger => IconName.Danger,
    };

    private string Word => Kind switch
    {
        NoticeKind.Info => "Note",
        NoticeKind.Success => "Done",
        NoticeKind.Warning => "Warning",
        NoticeKind.Danger => "Problem",
    };
}
