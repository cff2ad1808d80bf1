// The least that any SFML program must do before a person sees something: open a window,
// draw, save the picture.

#include <SFML/Graphics.hpp>

int main(int argc, char** argv) {
  sf::RenderWindow window(sf::VideoMode(1280, 800), "bare");
  window.clear(sf::Color::White);
  sf::Texture frame;
  frame.create(1280, 800);
  frame.update(window);
  window.display();
  return argc > 1 && frame.copyToImage().saveToFile(argv[1]) ? 0 : 1;
}
