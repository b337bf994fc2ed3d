using MudBlazor;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>
/// Type and sizes of the pages as the library wants them said. Colours are not here: <c>wwwroot/css/tokens.css</c> sets the library's own
/// variables, so that another theme needs no answer of the server.
/// </summary>
internal static class Theme
{
    private static readonly string[] s_font = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif"];

    public static MudTheme Of { get; } = new()
    {
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = s_font, FontSize = "14px", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = s_font, FontSize = "14px", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = s_font, FontSize = "13px", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = s_font, FontSize = "14px", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = s_font, FontSize = "13px", LineHeight = "1.4", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontFamily = s_font, FontSize = "16px", LineHeight = "1.4", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = s_font, FontSize = "20px", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "232px", AppbarHeight = "56px" },
    };
}
