using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Tests.House;

public sealed class PublicFaceTests
{
    /// <summary>
    /// What users may build on. A difference here is a change for them: accept it with GDS_ACCEPT_SNAPSHOTS=1 in the commit that means it.
    /// </summary>
    [Fact]
    public Task The_core_shows_this_and_nothing_else() => Verify(PublicFace.Of(Rooms.Core));

    [Fact]
    public Task Every_kind_of_declaration_is_written_like_CSharp() =>
        Verify(PublicFace.Of(typeof(Showcase.Bowl).Assembly.GetTypes().Where(IsShown)));

    private static bool IsShown(Type type) => type is { Namespace: "GdScript.Tests.House.Showcase", IsPublic: true };
}
