using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ExperimentAdmin.App.Ui;

/// <summary>A sentence in which what stands between backticks is shown in code type.</summary>
public sealed class Said : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var (index, part) in Text.Split('`').Index())
        {
            if (index % 2 == 0)
            {
                builder.AddContent(0, part);
            }
            else
            {
                builder.OpenElement(1, "code");
                builder.AddContent(2, part);
                builder.CloseElement();
            }
        }
    }
}
