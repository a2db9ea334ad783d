@main
enum Headroom {
    static func main() {}
}
