using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>The sentences in which the reference refuses a member of a body (management-api, section 1).</summary>
internal static class WireSentences
{
    public const string Required = "This field is required.";
    public const string Null = "This field may not be null.";
    public const string Blank = "This field may not be blank.";
    public const string NotAString = "Not a valid string.";
    public const string HalfCharacter = "This text holds half of a surrogate pair, which is no character.";
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

    public static string NotAnObject(JsonElement value) => NotAnObject(TypeName(value));

    public static string NotAnObject(string type) => $"Invalid data. Expected a dictionary, but got {type}.";

    public static string NotAList(JsonElement value) => NotAList(TypeName(value));

    public static string NotAList(string type) => $"Expected a list of items but got type \"{type}\".";

    /// <summary>Why a value is no text: a number is one, and half a character is not.</summary>
    public static string WhyNoText(JsonElement value) => value.ValueKind is JsonValueKind.String ? HalfCharacter : NotAString;

    /// <summary>What the reference calls the type of a value that a reader stands on.</summary>
    public static string TypeName(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "dict",
        JsonTokenType.StartArray => "list",
        JsonTokenType.String => "str",
        JsonTokenType.True or JsonTokenType.False => "bool",
        JsonTokenType.Number => TypeOfNumber(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan)),
        _ => "NoneType",
    };

    // What somebody sent is shown back, but not all of a long text.
    private static string Short(string text) => text.Length <= 100 ? text : $"{text[..100]}…";

    private static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "dict",
        JsonValueKind.Array => "list",
        JsonValueKind.String => "str",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => TypeOfNumber(value.GetRawText()),
        _ => "NoneType",
    };

    private static string TypeOfNumber(string digits) => digits.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "int" : "float";
}
