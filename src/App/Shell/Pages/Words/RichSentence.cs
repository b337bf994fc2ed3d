using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ExperimentAdmin.App.Shell.Pages.Words;

/// <summary>A sentence in which what stands between backticks is shown in code type, and no line ends between a number and its %.</summary>
public sealed partial class RichSentence : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var (index, part) in Text.Split('`').Index())
        {
            if (index % 2 == 0)
            {
                AddText(builder, part);
            }
            else
            {
                builder.OpenElement(1, "code");
                builder.AddContent(2, part);
                builder.CloseElement();
            }
        }
    }

    private static void AddText(RenderTreeBuilder builder, string text)
    {
        var at = 0;
        foreach (var percentage in Percentage().EnumerateMatches(text))
        {
            builder.AddContent(3, text[at..percentage.Index]);
            at = percentage.Index + percentage.Length;
            builder.OpenElement(4, "span");
            builder.AddAttribute(5, "class", "num");
            builder.AddContent(6, text[percentage.Index..at]);
            builder.CloseElement();
        }

        builder.AddContent(7, text[at..]);
    }

    [GeneratedRegex(@"\d[\d.,]* %", RegexOptions.NonBacktracking)]
    private static partial Regex Percentage();
}
