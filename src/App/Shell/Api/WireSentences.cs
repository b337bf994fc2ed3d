using System.Text.Json;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>The sentences in which the reference refuses a member of a body (management-api, section 1).</summary>
internal static class WireSentences
{
    public const string Required = "This field is required.";
    public const string Null = "This field may not be null.";
    public const string Blank = "This field may not be blank.";
    public const string NotAString = "Not a valid string.";
    public const string HasNul = "Null characters are not allowed.";
    public const string NotAnInteger = "A valid integer is required.";
    public const string NotANumber = "A valid number is required.";
    public const string NotABoolean = "Must be a valid boolean.";
    public const string NotATime = "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].";
    public const string TooFine = "Ensure that there are no more than 2 decimal places.";

    public static string TooLong(int most) => $"Ensure this field has no more than {most} characters.";

    public static string TooSmall(int least) => $"Ensure this value is greater than or equal to {least}.";

    public static string TooLarge(int most) => $"Ensure this value is less than or equal to {most}.";

    public static string TooMany(int most) => $"Ensure this field has no more than {most} elements.";

    public static string NoSuchId(string id) => $"Invalid pk \"{Short(id)}\" - object does not exist.";

    public static string NotAChoice(string word) => $"\"{Short(word)}\" is not a valid choice.";

    public static string NotAChoice(JsonElement value)
        => NotAChoice(value.ValueKind is not JsonValueKind.String ? value.GetRawText() : WireText.TryRead(value, out var text) ? text : "?");

    public static string NotAnId(JsonElement value) => $"Incorrect type. Expected pk value, received {TypeName(value)}.";

    public static string NotAnObject(JsonElement value) => $"Invalid data. Expected a dictionary, but got {TypeName(value)}.";

    public static string NotAList(JsonElement value) => $"Expected a list of items but got type \"{TypeName(value)}\".";

    // What somebody sent is shown back, but not all of a long text.
    private static string Short(string text) => text.Length <= 100 ? text : $"{text[..100]}…";

    private static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "dict",
        JsonValueKind.Array => "list",
        JsonValueKind.String => "str",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "int" : "float",
        _ => "NoneType",
    };
}
